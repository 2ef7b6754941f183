// The parts “Point or cloud” and “Term by term” as they follow pen and dice: the digit and what the decoder makes of it, sixteen draws from
// its cloud under three β, and every number of its bill. Parts are named in ui/objective/; charts and formulas wait for the server.

const THROWS = 1000 // different throws of ε, as ui/objective/throw.py has them
const ACROSS = 4 // draws in a row of a wall
const DRAWS = ACROSS ** 2 // draws in a throw; the first is the one whose bill is made
const GAP_GREY = 96 // of 255, between the digits of a wall
const INK = 0.5 // of 1: from here on a pixel belongs to the stroke, as in autoencoders/scores/digit_bill.py

const LESSON = { // the part that carries the values, what changes them, and what then becomes of its parts
  name: "objective",
  controls: [
    { key: "epsilon", name: "epsilon", kind: "number" },
    { key: "roll_epsilon", name: "epsilon", kind: "button", then: (number) => following(number, THROWS) },
  ],
  paint: paintObjective,
}

function paintObjective({ digit, epsilon, drawn }, models, { chosen, beta, unused, judge }, parts) {
  const model = models.find(({ name }) => name === chosen)
  const { mean, logVar } = model.posterior(digit)
  const noise = drawn ? throwOf(epsilon, model.d)[0] : new Float64Array(model.d)
  const spread = logVar.map((each) => Math.exp(each / 2))
  const z = mean.map((each, i) => each + spread[i] * noise[i])
  const logits = model.logits(z)
  const output = sigmoid(logits)
  paintPart(parts, "pair", wallPicture([digit, output], 2))
  writeRows(parts, "cloud", Array.from(mean, (_, i) => [mean, logVar, spread, noise, z].map((column) => signed(column[i], 2))))
  writeKl(parts, mean, logVar, unused)
  writeBill(parts, digit, logits, total(klPerNumber(mean, logVar)), beta)
  const walls = models.filter(({ title }) => parts.of(`wall ${title}`).length).map((each) => paintWall(parts, each, digit, epsilon))
  return () => {
    tellWall("pair", [digit, output], judge)
    for (const { title, draws } of walls) tellWall(`wall ${title}`, draws, judge)
    return `The digit and what is decoded of it: ${readRow(judge, [digit, output]).slice(2)}`
  }
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

// Sixteen draws from the digit's cloud, and how far they spread, under a VAE whose title is its β.
function paintWall(parts, model, digit, epsilon) {
  const { mean, logVar } = model.posterior(digit)
  const spread = logVar.map((each) => Math.exp(each / 2))
  const draws = throwOf(epsilon, model.d).map((noise) => model.decode(mean.map((each, i) => each + spread[i] * noise[i])))
  paintPart(parts, `wall ${model.title}`, wallPicture(draws, ACROSS))
  let varies = 0
  for (let p = 0; p < PIXELS; p++) {
    const middle = draws.reduce((sum, each) => sum + each[p], 0) / DRAWS
    varies += Math.sqrt(draws.reduce((sum, each) => sum + (each[p] - middle) ** 2, 0) / DRAWS) / PIXELS
  }
  const words = `β = ${model.title}: spreads up to ${Math.max(...spread).toFixed(2)}; a pixel varies by ${varies.toFixed(3)}`
  writePart(parts, `caption wall ${model.title}`, words)
  return { title: model.title, draws }
}

// Digits as one picture, row after row, with a grey pixel between them, as ui/pictures.py makes it.
function wallPicture(digits, columns) {
  const side = (count) => count * (SIDE + 1) - 1
  const made = picture(side(columns), side(Math.ceil(digits.length / columns)))
  for (let at = 0; at < made.data.length; at++) made.data[at] = at % 4 === 3 ? 255 : GAP_GREY
  digits.forEach((pixels, i) => {
    const [left, top] = [(i % columns) * (SIDE + 1), Math.floor(i / columns) * (SIDE + 1)]
    for (let p = 0; p < PIXELS; p++) {
      const at = 4 * ((top + Math.floor(p / SIDE)) * made.width + left + (p % SIDE))
      made.data.fill(Math.round(255 * Math.max(0, Math.min(1, pixels[p]))), at, at + 3)
    }
  })
  return made
}

function tellWall(name, digits, judge) {
  for (const canvas of document.querySelectorAll(`[data-live="${name}"] + canvas`)) {
    canvas.setAttribute("aria-label", canvas.previousElementSibling.alt.split("; ")[0] + readRow(judge, digits))
  }
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
}
