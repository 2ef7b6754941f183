// The layer “read as”: what the judge reads in the picture of each of many places spread over a map, from its middle outwards: class by
// numeral and colour, and how sure it is. How many of those in the prior's 2 σ ring are digits is said beside the map's name.

const GLYPH = 15 // pixels of a side of a square, at least: its numeral has to be read
const MOST_GLYPHS = 24 // squares a side at most: more take longer and say no more
const LEANS = 0.5 // probability from which a picture that is no clear digit leans to one
const AT_ONCE = 24 // squares that are read until what is read so far is shown
const COUNTED = 2 // standard deviations of the prior: the ring whose squares are counted, as the tables do

// Read square after square; `show(sheet)` is called with the picture so far, `done(sheet, looks)` with all of it and what is read inside the ring.
function drawReadings(pack, view, size, scale, colors, judge, show, done) {
  const side = Math.max(1, Math.min(MOST_GLYPHS, Math.floor(size / GLYPH)))
  const middle = (side - 1) / 2
  const squares = Array.from({ length: side ** 2 }, (_, i) => [i % side, Math.floor(i / side)])
  squares.sort((one, other) => Math.hypot(one[0] - middle, one[1] - middle) - Math.hypot(other[0] - middle, other[1] - middle))
  const sheet = element("canvas", { width: size * scale, height: size * scale })
  const context = sheet.getContext("2d")
  context.scale((size * scale) / side, (size * scale) / side)
  context.fillStyle = "#000000"
  context.fillRect(0, 0, side, side)
  const inRing = []
  const read = (i) => {
    const [column, line] = squares[i]
    const code = toCode(view, (column + 0.5) / side, (line + 0.5) / side)
    const look = judge(pack.decode(code))
    drawReading(context, look, column, line, colors)
    if (Math.hypot(...code) <= COUNTED) inRing.push(look)
    if (i % AT_ONCE === AT_ONCE - 1) show(sheet)
  }
  return inFrames(squares.length, read, () => done(sheet, inRing))
}

// One square, of side 1: full colour and a bold numeral where the judge is sure, a pale one where it leans, ? where it is torn.
function drawReading(context, look, x, y, colors) {
  const most = Math.max(...look)
  const digit = look.indexOf(most)
  if (look.every((each) => each === most)) return // hardly any ink
  const [isSure, leans] = [most >= CONFIDENT, most >= LEANS]
  context.globalAlpha = isSure ? 1 : leans ? 0.35 : 0.12
  context.fillStyle = leans ? colors.classes[digit] : "#ffffff"
  context.fillRect(x + 0.03, y + 0.03, 0.94, 0.94)
  context.globalAlpha = isSure ? 1 : 0.75
  context.fillStyle = "#ffffff"
  context.font = isSure ? "800 0.86px sans-serif" : "500 0.6px sans-serif"
  context.textAlign = "center"
  context.textBaseline = "middle"
  if (isSure) {
    context.strokeStyle = "#000000"
    context.lineWidth = 0.12
    context.lineJoin = "round"
    context.strokeText(digit, x + 0.5, y + 0.54)
  }
  context.fillText(leans ? digit : "?", x + 0.5, y + 0.54)
  context.globalAlpha = 1
}

// How many of these squares are digits to the judge.
function countWords(inRing) {
  const { sure } = wallReading(inRing)
  return inRing.length ? `${Math.round((100 * sure) / inRing.length)} % digits` : ""
}
