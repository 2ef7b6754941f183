// The ways to give a digit: draw it, pick one that the package drew, load a picture that is a clean drawing already. There are two of
// them, "a" for all lessons and "b" for the other end of a blend. What was given last counts, and is kept in the address.

const PAD_PX = 280 // pixels of a side of the canvas, as in the app
const LONGEST_PX = 400 // pixels of the longer side of a picture, as Python reads it
const FAINT = 0.35 // of its brightness that a digit shows with through a canvas on which nothing is drawn
const PEN_RANGE = { min: 8, max: 40, step: 1 } // pixels of a canvas of 280: THINNEST and THICKEST of ui/canvas.py
const FAULTS = { // by what inkOf says of a picture without ink
  empty: "Nothing stands out in this picture.",
  photo: "This looks like a photo. Photos are for the app; this page takes clean drawings, one tone on another.",
}
const PICKS = atob(facts.picks) // all digits to pick, a byte a pixel
const givens = {} // by "a" or "b": what is being drawn, `live`; what was drawn or loaded last, `exact` of { ink, digit }; and the elements
const names = { a: ["digit", "ink"], b: ["digitb", "inkb"] } // of the settings

function picked(value) {
  const [digit, nth] = value.split(".").map(Number)
  const first = (digit * facts.each + nth) * PIXELS
  return Float32Array.from({ length: PIXELS }, (_, p) => PICKS.charCodeAt(first + p) / 255)
}

// The digit as the models see it; the same array while it is the same digit, which what is known of it hangs on.
function digitNow(which) {
  const given = givens[which]
  if (given.live) return given.live
  const [digit, ink] = names[which].map((name) => settings[name])
  const asked = ink || digit
  if (given.asked !== asked) {
    given.asked = asked
    given.digit = ink ? (given.exact?.ink === ink ? given.exact.digit : readInk(ink)) : picked(digit)
  }
  return given.digit
}

function digitName(which) {
  const { live, exact } = givens[which]
  const ink = settings[names[which][1]]
  if (!live && ink && exact?.ink === ink && exact.name) return exact.name
  return live || ink ? "your drawing" : `synthetic digit ${settings[names[which][0]][0]}`
}

// A digit of one's own: its exact pixels count until the page is loaded anew, then those in the address, in steps of 1/255.
function give(which, digit) {
  const ink = digit ? writeInk(digit) : ""
  givens[which].exact = digit && { ink, digit }
  set({ [names[which][1]]: ink })
}

const isEmpty = ({ pen }) => !pen.strokes().length

// Take the strokes away because another digit counts now: what the canvas then tells is no news.
function clearFor(given) {
  given.silent = !isEmpty(given)
  given.pen.clear()
}

function drawn(which, ink, isDown) {
  const given = givens[which]
  const digit = digitOf(ink, PAD_PX)
  given.live = isDown ? digit : null
  if (which === "a") Object.assign(hand, { down: isDown, digit: given.live })
  if (isDown || given.silent) refresh()
  else give(which, digit)
  given.silent = false
}

async function loadPicture(which, file) {
  const given = givens[which]
  let picture
  try {
    picture = await createImageBitmap(file)
  } catch {
    given.fault.textContent = "This file is no picture that this browser can read."
    return
  }
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height))
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)))
  const context = element("canvas", { width, height }).getContext("2d")
  context.imageSmoothingQuality = "high"
  context.drawImage(picture, 0, 0, width, height)
  picture.close() // a photo is tens of MB
  const { ink, fault } = inkOf(context.getImageData(0, 0, width, height).data, width, height)
  const digit = ink && digitOf(ink, width, height)
  given.fault.textContent = digit ? "" : FAULTS[fault || "empty"]
  if (!digit) return
  clearFor(given)
  give(which, digit)
}

function buildInput(which) {
  const given = (givens[which] = {})
  const button = (textContent, act) => element("button", { type: "button", textContent, onclick: act })
  given.canvas = element("canvas", { width: PAD_PX, height: PAD_PX, className: "pad" })
  given.canvas.setAttribute("aria-label", "Draw a digit here with mouse, finger or pen; or pick one below")
  given.pen = penCanvas(given.canvas, { onChange: (ink, isDown) => drawn(which, ink, isDown) })
  given.seen = element("canvas", { width: SIDE, height: SIDE })
  given.seen.setAttribute("role", "img")
  given.words = element("span")
  given.fault = element("p", { className: "fault", role: "status" })
  const file = element("input", { type: "file", accept: "image/*", id: `file-${which}` })
  file.onchange = () => {
    if (file.files[0]) loadPicture(which, file.files[0])
    file.value = ""
  }
  given.picks = element("div", { className: "digits" })
  for (let digit = 0; digit < 10; digit++) {
    for (let nth = 0; nth < facts.each; nth++) {
      const value = `${digit}.${nth}`
      const picture = element("canvas", { width: SIDE, height: SIDE })
      drawDigit(picture.getContext("2d"), picked(value))
      const pick = element("button", { type: "button", value, "aria-label": `Digit ${digit}, number ${nth + 1}`, "aria-pressed": "false" }, picture)
      pick.onclick = () => {
        clearFor(given)
        set({ [names[which][0]]: value, [names[which][1]]: "" })
      }
      given.picks.append(pick)
    }
  }
  given.tools = [
    { node: button("Undo", () => given.pen.undo()), isOn: given.pen.canUndo },
    { node: button("Redo", () => given.pen.redo()), isOn: given.pen.canRedo },
    // Of a digit that came in the address or out of a file there are no strokes.
    { node: button("Clear", () => (isEmpty(given) ? give(which, null) : given.pen.clear())), isOn: () => !isEmpty(given) || settings[names[which][1]] },
  ]
  const width = element("input", { type: "range", ...PEN_RANGE, value: PEN_PX, oninput: () => given.pen.setWidth(Number(width.value)) })
  const pen = element("label", { className: "width" }, "Width of the pen", width)
  const tools = element("div", { className: "kinds" }, ...given.tools.map(({ node }) => node), pen)
  const load = element("label", { className: "load" }, "Or load a clean drawing: ", file)
  const seen = element("div", { className: "seen" }, given.seen, given.words)
  document.querySelector(`[data-given=${which}]`).append(given.canvas, tools, seen, given.picks, alienDrawer(which), load, given.fault)
}

// What counts shows through a canvas on which nothing is drawn, as in the app: there is never nothing to see.
function faintly(digit) {
  const canvas = element("canvas", { width: SIDE, height: SIDE })
  drawDigit(canvas.getContext("2d"), digit.map((value) => FAINT * value))
  return canvas.toDataURL()
}

// Show what counts: the digit at 28 × 28, and which of those to pick it is.
function showInput(which) {
  const given = givens[which]
  const digit = digitNow(which)
  for (const { node, isOn } of given.tools) node.disabled = !isOn()
  if (given.shown === digit) return
  given.shown = digit
  drawDigit(given.seen.getContext("2d"), digit)
  given.canvas.style.backgroundImage = isEmpty(given) ? `url(${faintly(digit)})` : ""
  given.words.textContent = `28×28: ${digitName(which)}`
  atRest(given, () => given.seen.setAttribute("aria-label", `The digit as the models see it, ${digitName(which)}${readAs(JUDGE, digit)}`))
  const [name, ink] = names[which]
  for (const pick of given.picks.children) pick.setAttribute("aria-pressed", String(!settings[ink] && pick.value === settings[name]))
}
