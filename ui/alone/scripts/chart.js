// The chart of PSNR against the strength of the damage as an SVG: a line a model, told apart by dash and marker as well as by colour.

const CHART = { height: 380, left: 48, right: 16, top: 12, bottom: 44 } // pixels
const NARROWEST = 300 // pixels that the chart is wide at least
const LEAST_TOP = 24 // dB that the axis reaches at least, as in the app
const MARKERS = 9 // of a line
const STEP_DB = 5 // dB from one tick of the axis to the next
const SHAPES = { // each about 0, 0
  circle: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z",
  diamond: "M0 -5L5 0L0 5L-5 0Z",
  square: "M-4 -4H4V4H-4Z",
  "triangle-up": "M0 -5L5 4H-5Z",
  cross: "M-2 -5H2V-2H5V2H2V5H-2V2H-5V-2H-2Z",
  star: "M0 -6L1.6 -2L6 -2L2.5 0.8L3.8 5L0 2.5L-3.8 5L-2.5 0.8L-6 -2L-1.6 -2Z",
  pentagon: "M0 -5L5 -1.4L3 4.5H-3L-5 -1.4Z",
  hourglass: "M-5 -5H5L-5 5H5Z",
  x: "M-5 -3L-3 -5L0 -2L3 -5L5 -3L2 0L5 3L3 5L0 2L-3 5L-5 3L-2 0Z",
}

function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}

const TICKS = 5 // of the axis of strengths, beside the first

// The places of the strengths that denoisers were taught, and what is said there: the report's σ always, others where they are chosen.
function taughtOf(lines, kind) {
  if (kind.key === "mask") return lines.filter(({ mask }) => mask).map(({ mask }) => [mask, `up to ${mask}: what .mask was taught`])
  if (kind.key !== "sigma") return []
  const others = [...new Set(lines.map(({ taught }) => taught).filter(Boolean))]
  const report = others.length ? "20/255" : "20/255: what denoisers were trained on"
  return [[facts.sigmas[REPORT_AT], report], ...others.map((sigma) => [sigma, sigma === others.at(-1) ? `${sigma}: taught` : `${sigma}`])]
}

function plot(figure, lines, kind, strength) {
  const { height, left, right, top, bottom } = CHART
  const width = Math.max(NARROWEST, figure.clientWidth) // as wide as the page has room, so that words are as large as elsewhere
  const finite = lines.filter(({ wide }) => !wide).flatMap(({ values }) => values.filter(Number.isFinite))
  const highest = Math.max(LEAST_TOP, ...finite) + 3
  const [least, most] = [kind.places[0], kind.places.at(-1)]
  const x = (value) => left + ((value - least) / (most - least)) * (width - left - right)
  const y = (value) => top + (1 - (value + 1) / (highest + 1)) * (height - top - bottom)
  const text = (words, at, anchor = "middle") => svg("text", { x: at[0], y: at[1], "text-anchor": anchor }, words)
  const rule = (x1, y1, x2, y2, dash = "") =>
    svg("line", { x1, y1, x2, y2, stroke: "currentColor", "stroke-opacity": 0.25, "stroke-dasharray": dash })
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" })
  for (let db = 0; db <= highest; db += STEP_DB) drawing.append(rule(left, y(db), width - right, y(db)), text(db, [left - 6, y(db) + 4], "end"))
  const tickOf = (t) => Math.round((least + ((most - least) * t) / TICKS) * 10) / 10
  for (let t = 0; t <= TICKS; t++) drawing.append(text(tickOf(t), [x(tickOf(t)), height - bottom + 18]))
  const axis = kind.key === "sigma" ? "σ of the noise" : kind.label
  drawing.append(text(axis, [x((least + most) / 2), height - 6]), text("PSNR, dB", [left + 4, top + 12], "start"))
  for (const [place, words] of taughtOf(lines, kind)) {
    drawing.append(rule(x(place), top, x(place), y(-1), "2 4"), text(words, [x(place) + 5, y(0) - 6], "start"))
  }
  if (strength) drawing.append(svg("line", { x1: x(strength), x2: x(strength), y1: top, y2: y(-1), stroke: "currentColor", "stroke-width": 1.5 }))
  for (const line of lines) drawing.append(...lineOf(line, kind.places, x, y, highest))
  const rows = lines.map((line) => element("li", {}, svg("svg", { viewBox: "0 0 46 14" }, ...sampleOf(line)), line.title))
  figure.replaceChildren(drawing, element("ul", { className: "legend" }, ...rows))
}

function lineOf({ values, ...look }, places, x, y, highest) {
  const points = values.map((value, s) => [x(places[s]), y(value), value]).filter(([, , value]) => value <= highest)
  const every = Math.ceil(points.length / MARKERS)
  const marks = look.wide ? [] : points.filter((_, i) => i % every === 0).map(([u, v]) => marker(look, u, v))
  return [stroke(look, `M${points.map(([u, v]) => `${u.toFixed(1)} ${v.toFixed(1)}`).join("L")}`), ...marks]
}

const sampleOf = (look) => [stroke(look, "M0 7H46"), ...(look.wide ? [] : [marker(look, 23, 7)])]
const stroke = ({ color, dash, wide }, d) =>
  svg("path", { d, fill: "none", stroke: color, "stroke-width": wide || 2, "stroke-dasharray": dash ?? "" })
const marker = ({ color, symbol, open }, u, v) =>
  svg("path", { d: SHAPES[symbol], transform: `translate(${u.toFixed(1)} ${v.toFixed(1)})`, fill: open ? "var(--st-background-color)" : color, stroke: color })
