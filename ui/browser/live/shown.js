// What a lesson shows, and how scripts change it: parts that the server wrote carry `data-live`, a name such as "output mlp-10". Pictures
// are painted on canvases in the place of the server's images, so that nothing flickers when its answer comes: an image that has just come
// is shown once it is decoded. What the server said of a part is kept when it is written over, since an answer that is the same as the
// one before changes nothing in the page.

const KEPT = ["class", "style", "aria-label"] // attributes of a part that scripts change
const served = new Map() // by part: the text and the attributes that it had from the server
let paints = 0 // pictures that were painted: more than before means that the hand went on

function keep(node) {
  if (served.has(node)) return
  served.set(node, { text: node.childElementCount ? null : node.textContent, attributes: KEPT.map((name) => node.getAttribute(name)) })
}

// Parts that have left the page: the server wrote others in their place.
function forgetGone() {
  for (const node of served.keys()) if (!node.isConnected) served.delete(node)
}

function giveBack() {
  for (const [node, { text, attributes }] of served) {
    if (text !== null && node.textContent !== text) node.textContent = text
    KEPT.forEach((name, i) => (attributes[i] === null ? node.removeAttribute(name) : node.setAttribute(name, attributes[i])))
  }
  served.clear()
}

// All parts that stand in the page now, or those that `counts` says, by their names: one look through the page for a whole lesson.
function liveParts(counts = () => true) {
  const parts = new Map()
  for (const node of document.querySelectorAll("[data-live]")) {
    if (!counts(node)) continue
    if (!parts.has(node.dataset.live)) parts.set(node.dataset.live, [])
    parts.get(node.dataset.live).push(node)
  }
  return { of: (name) => parts.get(name) ?? [] }
}

// What nobody sees need not follow: half of a frame's work is the table under the pictures.
const NEAR_PX = 100 // pixels above and below the window that count as seen, so that a picture that is scrolled to is there

function inSight(node) {
  const shown = node.hidden ? node.nextElementSibling ?? node : node
  const { top, bottom } = shown.getBoundingClientRect()
  return bottom > -NEAR_PX && top < innerHeight + NEAR_PX
}

// Paint `{ width, height, data }` where this name stands.
function paintPart(parts, name, { width, height, data }) {
  for (const image of parts.of(name)) {
    let canvas = image.nextElementSibling
    if (canvas?.localName !== "canvas") {
      canvas = element("canvas", { className: image.className })
      canvas.setAttribute("role", "img")
      canvas.setAttribute("aria-label", image.alt)
      image.after(canvas)
    }
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    image.hidden = true
    canvas.hidden = false
    paints++
    canvas.getContext("2d").putImageData(new ImageData(data, width, height), 0, 0)
  }
}

// Say of what stands here under this name what is seen, for who can't see it: `words` makes it of what the server said.
function tellPart(name, words) {
  for (const canvas of document.querySelectorAll(`[data-live="${name}"] + canvas`)) {
    canvas.setAttribute("aria-label", words(canvas.previousElementSibling.alt))
  }
}

// The server's words for one picture without what it was read as.
const unread = (alt) => alt.split(/; (?:read as|no clear digit)/)[0]

// A number as the tables have it; what does not apply is a dash.
const written = (value, decimals) => (Number.isNaN(value) ? "–" : Number.isFinite(value) ? value.toFixed(decimals) : "∞")

// Write this text where this name stands.
function writePart(parts, name, text) {
  for (const node of parts.of(name)) {
    if (node.textContent === text) continue
    keep(node)
    node.textContent = text
  }
}

function markPart(node, mark, isSo) {
  if (node.classList.contains(mark) === isSo) return
  keep(node)
  node.classList.toggle(mark, isSo)
}

// The server's own texts and images take over, each image once it can be painted at once and if the hand rests until then.
function yieldParts() {
  giveBack()
  const then = paints
  for (const canvas of document.querySelectorAll("[data-live] + canvas:not([hidden])")) {
    const image = canvas.previousElementSibling
    const change = () => {
      if (paints !== then) return
      image.hidden = false
      canvas.hidden = true
    }
    image.decode().then(change, change)
  }
}

// The values of a lesson as the server has them, and the pixels of its digit, if it follows one: 16 bits each, in base64.
function serverState(node) {
  const state = JSON.parse(node.dataset.state)
  if (!state.digit) return state
  const bytes = Uint8Array.from(atob(state.digit), (letter) => letter.charCodeAt(0))
  return { ...state, digit: Float32Array.from(new Uint16Array(bytes.buffer), (value) => value / 65535) }
}

const sameDigit = (one, other) => one.every((value, p) => Math.abs(value - other[p]) < 1e-3)
