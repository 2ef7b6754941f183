// What a map shows under the pointer: the codes, a sheet of decoded digits or the holes; the prior's rings. It is drawn once to a
// canvas of its own and copied at every move. A view is [x, y, half]: centre and half width.

// Colours and the bands of distance come with the data, from ui/colors.py and ui/browser/maps.py.

const SHEET = 20 // decoded digits a side
const FIELD = 96 // places a side at which the distance to the nearest code is taken
const FRAME_MS = 12 // milliseconds of a frame that sheet and field may take, so that the pointer goes on moving
const RINGS = [1, 2, 3] // standard deviations of the prior
const DOT = 1.8 // pixels of a code
const NUMERAL = 15 // pixels that a written digit needs for itself
const TICK = 34 // pixels that a number of the scale needs for itself

const toPixel = ([x, y, half], size, code) => [
  ((code[0] - x) / half + 1) * 0.5 * size,
  (1 - (code[1] - y) / half) * 0.5 * size,
]
const toCode = ([x, y, half], u, v) => [x + (2 * u - 1) * half, y + (1 - 2 * v) * half]

function nearest(codes, [x, y]) {
  let best = Infinity
  let row = 0
  for (let i = 0; i < codes.length; i += 2) {
    const square = (codes[i] - x) ** 2 + (codes[i + 1] - y) ** 2
    if (square < best) {
      best = square
      row = i / 2
    }
  }
  return [Math.sqrt(best), row]
}

// Runs `step(0)` .. `step(count - 1)` for some milliseconds a frame, then `done`; gives the function that stops it.
function inFrames(count, step, done) {
  let at = 0
  let frame = requestAnimationFrame(function work() {
    const end = performance.now() + FRAME_MS
    while (at < count && performance.now() < end) step(at++)
    if (at < count) frame = requestAnimationFrame(work)
    else done()
  })
  return () => cancelAnimationFrame(frame)
}

// The sheet: the picture of SHEET × SHEET codes spread over the view, each in the middle of its cell.
function drawSheet(pack, view, done) {
  const sheet = element("canvas", { width: SHEET * SIDE, height: SHEET * SIDE })
  const context = sheet.getContext("2d")
  const place = (i) => (i + 0.5) / SHEET
  const cell = (i) => {
    const [column, line] = [i % SHEET, Math.floor(i / SHEET)]
    drawDigit(context, pack.decode(toCode(view, place(column), place(line))), column * SIDE, line * SIDE)
  }
  return inFrames(SHEET * SHEET, cell, () => done(sheet))
}

// The holes: how far each place is from the nearest of all codes, as bands of colour. Outside all rings hardly any code is
// ever drawn, so there it does not matter, and is grey.
function drawField(pack, view, colors, done) {
  const field = element("canvas", { width: FIELD, height: FIELD })
  const context = field.getContext("2d")
  const line = (v) => {
    for (let u = 0; u < FIELD; u++) {
      const code = toCode(view, (u + 0.5) / FIELD, (v + 0.5) / FIELD)
      context.fillStyle = Math.hypot(...code) > RINGS.at(-1) ? colors.outside : bandOf(nearest(pack.codes, code)[0], colors)
      context.fillRect(u, v, 1, 1)
    }
  }
  return inFrames(FIELD, line, () => done(field))
}

const bandOf = (distance, { bands }) => bands.find(([end]) => end === null || distance < end)[1]

// A dot for every code; over the dots, as many of them written as there is room for without touching: as digits, or by the `marks` of
// their classes, of two letters each; where there are no marks, none is.
function drawPoints(context, pack, view, size, classes, colors, paper, marks) {
  const wide = marks?.some((mark) => mark.length > 1) ? 1.5 : 0.75
  const cells = Math.ceil(size / NUMERAL)
  const taken = new Uint8Array((cells + 1) ** 2)
  const written = []
  context.globalAlpha = 0.6
  for (let i = 0; i < pack.labels.length; i++) {
    const label = pack.labels[i]
    if (!classes.includes(label)) continue
    const [x, y] = toPixel(view, size, pack.codes.subarray(2 * i, 2 * i + 2))
    if (x < 0 || y < 0 || x > size || y > size) continue
    context.fillStyle = colors.classes[label]
    context.fillRect(x - DOT / 2, y - DOT / 2, DOT, DOT)
    const cell = Math.floor(y / NUMERAL) * (cells + 1) + Math.floor(x / NUMERAL)
    if (taken[cell] || marks?.length === 0) continue
    if (written.some((other) => Math.abs(other.x - x) < NUMERAL * wide && Math.abs(other.y - y) < NUMERAL * 0.95)) continue
    taken[cell] = 1
    written.push({ x, y, label })
  }
  context.globalAlpha = 1
  context.font = "700 13px sans-serif"
  context.textAlign = "center"
  context.textBaseline = "middle"
  context.lineWidth = 3
  context.strokeStyle = paper
  for (const { x, y, label } of written) {
    const mark = marks?.[label] ?? label
    context.strokeText(mark, x, y)
    context.fillStyle = colors.classes[label]
    context.fillText(mark, x, y)
  }
}

// A line in ink with a paper edge, so that it shows on dots, digits and colours alike.
function edged(context, ink, paper, width, path) {
  context.beginPath()
  path()
  context.strokeStyle = paper
  context.lineWidth = width + 2
  context.stroke()
  context.strokeStyle = ink
  context.lineWidth = width
  context.stroke()
}

function write(context, ink, paper, words, x, y, align = "center", height = 12) {
  context.font = `600 ${height}px sans-serif`
  context.textAlign = align
  context.textBaseline = "middle"
  context.lineJoin = "round"
  context.strokeStyle = paper
  context.lineWidth = 4
  context.strokeText(words, x, y)
  context.fillStyle = ink
  context.fillText(words, x, y)
}

// The prior's rings, and those of a map's own: each a radius and its words.
function drawRings(context, { view, rings = [] }, size, ink, paper) {
  const [cx, cy] = toPixel(view, size, [0, 0])
  const unit = size / (2 * view[2])
  for (const ring of RINGS) {
    context.setLineDash(ring === 2 ? [] : [5, 4])
    edged(context, ink, paper, ring === 2 ? 2 : 1.2, () => context.arc(cx, cy, ring * unit, 0, 2 * Math.PI))
  }
  context.setLineDash([2, 3])
  for (const [radius] of rings) edged(context, ink, paper, 2.5, () => context.arc(cx, cy, radius * unit, 0, 2 * Math.PI))
  context.setLineDash([])
  rings.forEach(([radius, words], i) => {
    const reach = radius * unit * Math.SQRT1_2 // on the diagonals, where no other words stand
    write(context, ink, paper, words, cx + (i % 2 ? -reach : reach), cy + reach)
  })
  const labelled = unit > 25 ? RINGS : [2]
  for (const ring of labelled) write(context, ink, paper, `${ring} σ`, cx, cy - ring * unit)
}

// In the place of the sheet while a question hides what is decoded.
function drawVeil(context, size, ink, paper, words = "hidden until you have answered") {
  write(context, ink, paper, words, size / 2, size * 0.06, "center", Math.min(12, size / 16))
}

// In the place of a decoded picture that a question hides.
function drawUnknown(context) {
  context.fillStyle = "#000000"
  context.fillRect(0, 0, SIDE, SIDE)
  write(context, "#ffffff", "#000000", "?", SIDE / 2, SIDE / 2, "center", 0.7 * SIDE)
}

function drawTicks(context, view, size, ink, paper) {
  const step = [1, 2, 5, 10, 20].find((each) => (2 * view[2]) / each <= size / TICK)
  const spread = (middle) => {
    const from = Math.ceil((middle - view[2] * 0.94) / step)
    const to = Math.floor((middle + view[2] * 0.94) / step)
    return Array.from({ length: to - from + 1 }, (_, i) => (from + i) * step)
  }
  for (const x of spread(view[0])) write(context, ink, paper, number(x, 0), toPixel(view, size, [x, 0])[0], size - 9)
  for (const y of spread(view[1])) write(context, ink, paper, number(y, 0), 5, toPixel(view, size, [0, y])[1], "left")
}

// The pointer: a ring and four arms, and a dot on the nearest code.
function drawPointer(context, map, size, code, near, ink, paper) {
  const [x, y] = toPixel(map.view, size, code)
  const [nx, ny] = toPixel(map.view, size, near)
  edged(context, ink, paper, 1, () => {
    context.moveTo(x, y)
    context.lineTo(nx, ny)
  })
  edged(context, map.color, paper, 3, () => context.arc(x, y, 8, 0, 2 * Math.PI))
  for (const [a, b] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
    edged(context, ink, paper, 1.5, () => {
      context.moveTo(x + 11 * a, y + 11 * b)
      context.lineTo(x + 18 * a, y + 18 * b)
    })
  }
}
