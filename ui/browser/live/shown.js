// What a lesson shows, and how scripts change it: parts that the server wrote carry `data-live`, a name such as "output mlp-10". Pictures
// are painted on canvases in the place of the server's images, so that nothing flickers when its answer comes: an image that has just come
// is shown once it is decoded.

const livePart = (name) => document.querySelectorAll(`[data-live="${name}"]`)

// Paint `{ width, height, data }` where this name stands, with its words for who can't see it where they are given.
function paintPart(name, { width, height, data }, words) {
  for (const image of livePart(name)) {
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
    if (words) canvas.setAttribute("aria-label", words)
  }
}

// Write this text where this name stands.
function writePart(name, text) {
  for (const node of livePart(name)) if (node.textContent !== text) node.textContent = text
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
