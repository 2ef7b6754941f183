// What all components draw with: at most once a frame, a digit on a canvas, elements of the page, what waits for rest, numbers with a real minus.

// Draw in the next frame, at most once, and only where the packs are here.
function onceAFrame(state, draw) {
  if (state.waiting || !state.packs) return
  state.waiting = true
  requestAnimationFrame(() => {
    state.waiting = false
    if (state.packs) draw()
  })
}

// Pixels in [0, 1] as grey on a canvas 2D context, at x, y in its own pixels.
function drawDigit(context, pixels, x = 0, y = 0) {
  const picture = context.createImageData(SIDE, SIDE)
  for (let p = 0; p < PIXELS; p++) {
    picture.data.fill(Math.round(255 * pixels[p]), 4 * p, 4 * p + 3)
    picture.data[4 * p + 3] = 255
  }
  context.putImageData(picture, x, y)
}

function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties)
  for (const [name, value] of Object.entries(properties)) if (name.startsWith("aria-")) node.setAttribute(name, value)
  node.append(...children)
  return node
}

const REST_MS = 600 // milliseconds without a change before words are read out to who cannot see what they are about

// Do this once nothing has changed for a while: what is read out all the time is heard by nobody.
function atRest(state, act) {
  clearTimeout(state.resting)
  state.resting = setTimeout(act, REST_MS)
}

const number = (value, digits = 2) => value.toFixed(digits).replace("-", "−")
