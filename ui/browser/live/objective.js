// The parts “Point or cloud” and “Term by term” as they follow pen and dice: the digit and what the decoder makes of it, sixteen draws from
// its cloud under three β, the chart of it, and every number of its bill. Parts are named in ui/objective/; which of “the mean” and
// “a draw” is decoded, the server says.

const THROWS = 1000 // different throws of ε, as ui/objective/throw.py has them
const ACROSS = 4 // draws in a row of a wall
const DRAWS = ACROSS ** 2 // draws in a throw; the first is the one whose bill is made
const GAP_GREY = 96 // of 255, between the digits of a wall
const LEAST_REACH = 4 // of the chart's axis, which doubles until all is inside, as in ui/objective/cloud_chart.py
const LEAST_TOP = 3 // nats of the costs' scale, as in ui/objective/cost_map.py
const CORNER = 8 // pixels of the sides of the orange corner of a draw that is no clear digit, as ui/pictures.py draws it
const INK = 0.5 // of 1: from here on a pixel belongs to the stroke, as in autoencoders/scores/digit_bill.py

const LESSON = { // the part that carries the values, what changes them, and what then becomes of its parts
  name: "objective",
  controls: [
    { key: "epsilon", name: "epsilon", kind: "number" },
    { key: "roll_epsilon", name: "epsilon", kind: "button", then: (number) => following(number, THROWS) },
  ],
  paint: paintObjective,
  listen: readCosts,
}

function paintObjective(values, models, { chosen, beta, unused, colors, unclear, judge, usual }, parts) {
  const { digit, epsilon } = values
  const model = models.find(({ name }) => name === chosen)
  const drawn = drawnFrom(values, model)
  const { mean, logVar, spread, noise, z, logits } = drawn
  const output = sigmoid(logits)
  paintPart(parts, "pair", wallPicture([digit, output], 2))
  for (const i of [0, 1]) writePart(parts, `read pair ${i}`, "")
  writeRows(parts, "cloud", Array.from(mean, (_, i) => [mean, logVar, spread, noise, z].map((column) => signed(column[i], 2))))
  const costs = klPerNumber(mean, logVar)
  writeDraw(parts, drawn, costs.indexOf(Math.max(...costs)))
  placeMarks(parts, drawn)
  writeKl(parts, mean, logVar, unused)
  const [ink, paper] = writeBill(parts, digit, logits, total(costs), beta)
  paintCosts(parts, digit, logits, colors)
  placeInStrips(parts, digit, models, usual)
  const walls = models.filter(({ title }) => parts.of(`wall ${title}`).length).map((each) => paintWall(parts, each, digit, epsilon, { judge, unclear }))
  return () => {
    const given = hand.digit ? "your drawing" : null
    const read = [digit, output].map((picture) => readAs(judge, picture))
    writePart(parts, "read pair 0", brief(read[0]))
    writePart(parts, "read pair 1", briefBeside(read[1], read[0]))
    const decoded = `${values.drawn ? "this draw" : "its mean"} decoded${read[1]}`
    tellPart("pair", (alt) => `${given ?? unread(alt).split(", and ")[0]}${read[0]}, and ${decoded}`)
    for (const { title, draws, words } of walls) {
      const named = (alt) => given ?? alt.match(/cloud of (.*?) at β/)?.[1] ?? "this digit"
      tellPart(`wall ${title}`, (alt) => `Sixteen draws from the cloud of ${named(alt)} at ${words}${readWall(judge, draws)}`)
    }
    tellChart(spread)
    tellCosts(ink, paper)
    const row = readRow(judge, [digit, output])
    return row && `The digit and what is decoded of it: ${row.slice(2)}`
  }
}

// The digit's cloud in this model, and what the decoder makes of the draw from it that the values say.
function drawnFrom({ digit, epsilon, drawn }, model) {
  const { mean, logVar } = model.posterior(digit)
  const noise = drawn ? throwOf(epsilon, model.d)[0] : new Float64Array(model.d)
  const spread = logVar.map((each) => Math.exp(each / 2))
  const z = mean.map((each, i) => each + spread[i] * noise[i])
  return { mean, logVar, spread, noise, z, logits: model.logits(z) }
}

const thrown = new Map() // by number and length of the code; a handful in a visit

function throwOf(number, d) {
  const key = `${number} ${d}`
  if (!thrown.has(key)) {
    const all = normals(number, DRAWS * d).map(Math.fround)
    thrown.set(key, Array.from({ length: DRAWS }, (_, i) => all.subarray(i * d, (i + 1) * d)))
  }
  return thrown.get(key)
}

// Sixteen draws from the digit's cloud, and how far they spread, under a VAE whose title is its β. What is no clear digit has a corner and is
// counted, but not while a drawing is ahead of the server: to read all draws takes longer than a frame, and a picture would change twice.
function paintWall(parts, model, digit, epsilon, { judge, unclear }) {
  const { mean, logVar } = model.posterior(digit)
  const spread = logVar.map((each) => Math.exp(each / 2))
  const draws = throwOf(epsilon, model.d).map((noise) => model.decode(mean.map((each, i) => each + spread[i] * noise[i])))
  const look = hand.digit ? null : judgeHere(judge)
  const marked = look && draws.map((each) => Math.max(...look(each)) < CONFIDENT)
  paintPart(parts, `wall ${model.title}`, wallPicture(draws, ACROSS, marked ?? [], unclear))
  let varies = 0
  for (let p = 0; p < PIXELS; p++) {
    const middle = draws.reduce((sum, each) => sum + each[p], 0) / DRAWS
    varies += Math.sqrt(draws.reduce((sum, each) => sum + (each[p] - middle) ** 2, 0) / DRAWS) / PIXELS
  }
  const words = `β = ${model.title}: spreads up to ${Math.max(...spread).toFixed(2)}; pixels vary by ${varies.toFixed(3)}`
  const count = marked ? marked.filter(Boolean).length : "…" // as long, so that nothing moves when the pen does
  writePart(parts, `caption wall ${model.title}`, words + (judge ? ` ◤${count}` : ""))
  return { title: model.title, draws, words }
}

// Digits as one picture, row after row, with a grey pixel between them, as ui/pictures.py makes it; the `marked` ones with a corner of this
// colour, three numbers to 255.
function wallPicture(digits, columns, marked = [], color = null) {
  const side = (count) => count * (SIDE + 1) - 1
  const made = picture(side(columns), side(Math.ceil(digits.length / columns)))
  for (let at = 0; at < made.data.length; at++) made.data[at] = at % 4 === 3 ? 255 : GAP_GREY
  digits.forEach((pixels, i) => {
    const [left, top] = [(i % columns) * (SIDE + 1), Math.floor(i / columns) * (SIDE + 1)]
    for (let p = 0; p < PIXELS; p++) {
      const at = 4 * ((top + Math.floor(p / SIDE)) * made.width + left + (p % SIDE))
      if (marked[i] && Math.floor(p / SIDE) + (p % SIDE) < CORNER) made.data.set(color, at)
      else made.data.fill(Math.round(255 * Math.max(0, Math.min(1, pixels[p]))), at, at + 3)
    }
  })
  return made
}

// A number with a real minus sign; what rounds to 0 has none.
const signed = (value, digits) => (Number(value.toFixed(digits)) === 0 ? (0).toFixed(digits) : number(value, digits))

function writeRows(parts, table, rows) {
  rows.forEach((cells, row) => cells.forEach((cell, column) => writePart(parts, `${table} ${row} ${column}`, cell)))
}

function writeKl(parts, mean, logVar, unused) {
  const costs = klPerNumber(mean, logVar)
  const columns = [logVar.map(Math.exp), logVar.map((each) => -each), mean.map((each) => each * each), costs]
  const line = (values, last) => [...values.slice(0, 3).map((each) => signed(each, 3)), last, signed(values[3], 3)]
  const rows = Array.from(costs, (cost, i) => line(columns.map((column) => column[i]), "−1"))
  costs.forEach((cost, i) => cost < unused && (rows[i][4] += " unused"))
  writeRows(parts, "kl", [...rows, line(columns.map(total), `−${mean.length}`)])
}

function writeBill(parts, digit, logits, kl, beta) {
  let [ink, paper] = [0, 0]
  for (let p = 0; p < PIXELS; p++) {
    if (digit[p] > INK) ink += pixelCost(digit[p], logits[p])
    else paper += pixelCost(digit[p], logits[p])
  }
  const lines = [ink, paper, ink + paper, kl, ink + paper + kl, ink + paper + beta * kl]
  lines.forEach((value, row) => writePart(parts, `bill ${row} 0`, signed(value, 2)))
  writePart(parts, "floor", entropyFloor(digit).toFixed(1))
  const [elbo, leftOut] = [ink + paper + kl, logNormaliser(logits)]
  writeRows(parts, "normalised", [elbo, -leftOut, elbo - leftOut].map((value) => [signed(value, 2)]))
  return [ink, paper]
}

// The formula with the values of the number that costs most.
function writeDraw(parts, { mean, logVar, spread, noise, z }, i) {
  const values = { mean: mean[i], log_var: logVar[i], spread: spread[i], epsilon: noise[i], z: z[i] }
  writePart(parts, "draw place", String(i + 1))
  for (const [name, value] of Object.entries(values)) writePart(parts, `draw ${name}`, signed(value, 2))
}

function placeMarks(parts, { mean, spread, z }) {
  const widest = Math.max(...mean.map((each, i) => Math.max(Math.abs(each) + 2 * spread[i], Math.abs(z[i]))))
  const reach = LEAST_REACH * 2 ** Math.ceil(Math.log2(Math.max(1, widest / LEAST_REACH)))
  const place = (name, property, value) => {
    for (const node of parts.of(name)) {
      keep(node)
      node.style.setProperty(property, value)
    }
  }
  place("chart field", "--reach", reach)
  for (const [tick, share] of [1, 0.5, 0, -0.5, -1].entries()) writePart(parts, `chart tick ${tick}`, signed(share * reach, 0))
  mean.forEach((each, i) => {
    place(`chart bar ${i}`, "--low", each - 2 * spread[i])
    place(`chart bar ${i}`, "--high", each + 2 * spread[i])
    place(`chart mean ${i}`, "--at", each)
    place(`chart z ${i}`, "--at", z[i])
  })
}

// What each pixel costs, as a picture; `colors` are [share of the most, [red, green, blue]], from 0 to 1.
function paintCosts(parts, digit, logits, colors) {
  const costs = Float64Array.from(digit, (x, p) => pixelCost(x, logits[p]))
  const top = Math.max(LEAST_TOP, ...costs)
  const made = picture(SIDE, SIDE)
  costs.forEach((cost, p) => {
    const share = cost / top
    const next = Math.max(1, colors.findIndex(([at]) => at >= share))
    const [[from, low], [to, high]] = [colors[next - 1], colors[next]]
    for (let c = 0; c < 3; c++) made.data[4 * p + c] = low[c] + ((share - from) / (to - from)) * (high[c] - low[c])
    made.data[4 * p + 3] = 255
  })
  paintPart(parts, "costs", made)
  writePart(parts, "costs top", top.toFixed(1))
}

// Says what the pixel under the pointer costs; `now` gives the values, models and data of what is shown, once there are any.
function readCosts(now) {
  const read = ({ target, clientX, clientY }) => {
    const shown = target.closest?.(".costs :is(img, canvas)")
    const given = shown && now()
    if (!given) return
    const [values, models, { chosen }] = given
    const box = shown.getBoundingClientRect()
    const place = (share) => Math.min(SIDE - 1, Math.max(0, Math.floor(SIDE * share)))
    const [row, column] = [place((clientY - box.top) / box.height), place((clientX - box.left) / box.width)]
    const { logits } = drawnFrom(values, models.find(({ name }) => name === chosen))
    const [x, logit] = [values.digit[row * SIDE + column], logits[row * SIDE + column]]
    const y = sigmoid([logit])[0]
    const words = `x = ${x.toFixed(2)}, y = ${y.toFixed(2)}, cost ${pixelCost(x, logit).toFixed(3)} nats`
    writePart(liveParts(), "costs read", `Row ${row + 1}, column ${column + 1}: ${words}`)
  }
  for (const kind of ["pointermove", "pointerdown"]) document.addEventListener(kind, read)
  return () => ["pointermove", "pointerdown"].forEach((kind) => document.removeEventListener(kind, read))
}

function tellChart(spread) {
  const words = `The spreads go from ${Math.min(...spread).toFixed(3)} to ${Math.max(...spread).toFixed(3)}.`
  for (const chart of document.querySelectorAll("[data-live=chart]")) {
    keep(chart)
    chart.setAttribute("aria-label", chart.getAttribute("aria-label").replace(/The spreads .*/, words))
  }
}

function tellCosts(ink, paper) {
  const words = `the stroke ${ink.toFixed(1)} nats in all, the paper ${paper.toFixed(1)};`
  tellPart("costs", (alt) => alt.replace(/the stroke .*?;/, words))
}
