// The hand that draws: while the pen is down, what lies on the canvas is read once a frame, brought into MNIST's form, and told to whoever
// listens. The canvas is a component of others in a shadow root of the page, which is open; where it can't be read, nothing is told, and
// the page works with the server's answers alone.

const HEARD_MS = 1000 // milliseconds after which the server's own digit counts again, once it has heard of the drawing
const UNHEARD_MS = 8000 // milliseconds after which it does if it never says so
const WARM_UP_MS = 200 // milliseconds after the page has come
const WARM_UPS = 10 // times, after which Chromium has compiled it
const END_FRAMES = 20 // frames within which a finished stroke is drawn
const MOST_OF = 0.97 // of the ink before: the finished stroke may be a little thinner somewhere

// `digit` is what the hand has drawn, or null where what the server knows is what counts; `canvas` is the key of the one it draws on,
// `pointer` the finger or mouse that does.
const hand = lab.hand

const layersIn = (root) => [...root.querySelectorAll("canvas")].filter((layer) => !layer.classList.contains("dc-background-canvas"))

// The ink, side × side numbers from 0 to 255, and how much it is in all. The array is the same at every look.
function drawnOn(root, side) {
  if (!hand.scratch) {
    const scratch = element("canvas", { width: side, height: side })
    hand.scratch = scratch.getContext("2d", { willReadFrequently: true })
    hand.drawn = new Uint8Array(side * side)
  }
  hand.scratch.clearRect(0, 0, side, side)
  for (const layer of layersIn(root)) hand.scratch.drawImage(layer, 0, 0, side, side)
  const { data } = hand.scratch.getImageData(0, 0, side, side)
  let ink = 0
  for (let p = 0, at = 3; p < side * side; p++, at += 4) ink += hand.drawn[p] = data[at]
  return { drawn: hand.drawn, ink }
}

function tell() {
  hand.listeners.forEach((listener) => listener())
}

function read(side) {
  try {
    const { drawn, ink } = drawnOn(hand.root, side)
    hand.ink = ink
    hand.digit = digitOf(drawn, side)
  } catch {
    hand.digit = null // a canvas that may not be read
  }
  tell()
}

function readOnceAFrame(side) {
  hand.frame ??= requestAnimationFrame(() => {
    hand.frame = null
    if (hand.down) read(side)
  })
}

// The end of a stroke is drawn once more, a little longer and smoother, and that is what the server gets. It lies on the lower canvas some
// frames later; until then there is less ink than when the pen went up.
function readTheEnd(side, ink, frames) {
  requestAnimationFrame(() => {
    if (hand.down || !hand.digit) return
    if (drawnOn(hand.root, side).ink >= MOST_OF * ink) read(side)
    else if (frames) readTheEnd(side, ink, frames - 1)
  })
}

// The server's digit counts from now on.
function letGo() {
  clearTimeout(hand.timer)
  if (hand.down || !hand.digit) return
  hand.digit = null
  tell()
}

function letGoIn(milliseconds) {
  clearTimeout(hand.timer)
  hand.timer = setTimeout(letGo, milliseconds)
}

// The server knows of a drawing on this canvas, by this token: another than before is news.
function heard(canvas, token) {
  if (hand.tokens.get(canvas) !== token && canvas === hand.canvas && !hand.down && hand.digit) letGoIn(HEARD_MS)
  hand.tokens.set(canvas, token)
}

function listenToTheHand(side) {
  document.addEventListener("pointerdown", (event) => {
    const root = event.composedPath().find((node) => node.classList?.contains("dc-root"))
    if (!root || event.button || (hand.down && event.pointerId !== hand.pointer)) return
    const holder = root.getRootNode().host?.closest("[class*=st-key-canvas]")
    clearTimeout(hand.timer)
    Object.assign(hand, { root, down: true, pointer: event.pointerId, canvas: holder?.className.match(/st-key-(canvas\w*)/)?.[1] })
    readOnceAFrame(side)
  }, true)
  const draws = (event) => hand.down && event.pointerId === hand.pointer
  const end = () => {
    read(side) // before the stroke leaves the upper canvas for the lower one
    hand.down = false
    letGoIn(UNHEARD_MS)
    tell()
    readTheEnd(side, hand.ink, END_FRAMES)
  }
  addEventListener("pointermove", (event) => draws(event) && readOnceAFrame(side), true)
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, (event) => draws(event) && end(), true)
  addEventListener("blur", () => hand.down && end()) // who comes back has lifted the pen elsewhere
  // What these do to the drawing the server answers; the hand has not drawn it.
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.("[class*=st-key-undo], [class*=st-key-redo], [class*=st-key-clear]")) letGo()
  }, true)
}

export default function ({ data: { side } }) {
  if (hand.heard) return
  hand.heard = heard
  listenToTheHand(side)
  setTimeout(() => warmUp(side), WARM_UP_MS)
}

// A square, so that the browser has compiled what the first stroke needs.
function warmUp(side) {
  const ink = new Uint8Array(side * side).map((_, p) => (p % side > side / 2 && p > (side * side) / 2 ? 255 : 0))
  for (let times = 0; times < WARM_UPS; times++) digitOf(ink, side)
}
