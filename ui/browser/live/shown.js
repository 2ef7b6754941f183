// What a lesson shows, and how scripts change it: parts that the server wrote carry `data-live`, a name such as "output mlp-10". Pictures
// are painted on canvases in the place of the server's images, so that nothing flickers when its answer comes: an image that has just come
// is shown once it is decoded.

// All parts that stand in the page now, by their names: one look through the page for a whole lesson.
function liveParts() {
  const parts = new Map()
  for (const node of document.querySelectorAll("[data-live]")) {
    if (!parts.has(node.dataset.live)) parts.set(node.dataset.live, [])
    parts.get(node.dataset.live).push(node)
  }
  return { of: (name) => parts.get(name) ?? [] }
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
    canvas.getContext("2d").putImageData(new ImageData(data, width, height), 0, 0)
  }
}

// Say of what stands here under this name what is seen, for who can't see it: the server's words, with what the judge reads now and, where
// they name it, the PSNR now.
function tellPart(name, pixels, judge, psnr) {
  for (const canvas of document.querySelectorAll(`[data-live="${name}"] + canvas`)) {
    const words = canvas.previousElementSibling.alt.split("; ")[0].replace(/PSNR \S+ dB/, `PSNR ${written(psnr, 1)} dB`)
    canvas.setAttribute("aria-label", words + readAs(judge, pixels))
  }
}

// A number as the tables have it; what does not apply is a dash.
const written = (value, decimals) => (Number.isNaN(value) ? "–" : Number.isFinite(value) ? value.toFixed(decimals) : "∞")

// Write this text where this name stands.
function writePart(parts, name, text) {
  for (const node of parts.of(name)) if (node.textContent !== text) node.textContent = text
}

// The server's own images take over, each once it can be painted at once.
function yieldParts() {
  for (const canvas of document.querySelectorAll("[data-live] + canvas:not([hidden])")) {
    const image = canvas.previousElementSibling
    const change = () => {
      image.hidden = false
      canvas.hidden = true
    }
    image.decode().then(change, change)
  }
}

// The values of a lesson as the server has them, and the pixels of its digit: 16 bits each, in base64.
function serverState(node) {
  const state = JSON.parse(node.dataset.state)
  const bytes = Uint8Array.from(atob(state.digit), (letter) => letter.charCodeAt(0))
  return { ...state, digit: Float32Array.from(new Uint16Array(bytes.buffer), (value) => value / 65535) }
}

const sameDigit = (one, other) => one.every((value, p) => Math.abs(value - other[p]) < 1e-3)
