// The lesson on reconstruction while the pen is down or σ is dragged: the digit as the models see it, what each gives back, its code, its
// error map and its scores. Parts are named in ui/reconstruct/glance.py and tables.py.

const DRAWS = 1000 // different draws, as ui/input/noise.py has them
const REPORT_NOISE = 20 / 255 // the report's σ, as autoencoders/recipes.py has it
const SCORES = [ // of the table: name, decimals, and whether less is better
  ["cross-entropy", 3, true],
  ["MSE", 4, true],
  ["PSNR", 1, false],
  ["SSIM", 3, false],
]
const LESSON = { // the part that carries the lesson's values, what changes them, and what then becomes of its parts
  name: "reconstruct",
  controls: [
    ...["sigma", "mask", "salt", "blur", "shift", "turned"].map((key) => ({ key, name: key, kind: "slider" })), // as kinds.py has them
    { key: "draw", name: "draw", kind: "number" },
    { key: "clip", name: "clip", kind: "switch" },
    { key: "roll_noise", name: "draw", kind: "button", then: (draw) => following(draw, DRAWS) },
    { key: "report_sigma", name: "sigma", kind: "button", then: () => REPORT_NOISE },
  ],
  paint: paintReconstruction,
}

const means = new Map() // of the mean image as text, as packs.py writes it, its logits
function logitsOf(text) {
  if (!means.has(text)) means.set(text, new Float32Array(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer))
  return means.get(text)
}

function paintReconstruction({ digit, damage, draw, clip, ...strengths }, models, data, parts) {
  const { judge, kinds } = data
  const mean = logitsOf(data.mean)
  const kind = kinds[damage]
  const strength = strengths[kind.key]
  const seen = damaged({ kind: damage, strength, seed: draw, clip }, digit)
  paintPart(parts, "clean", greyPicture(digit))
  paintPart(parts, "noisy", greyPicture(seen))
  writePart(parts, "caption noisy", damageWords(kind.said, kind, strength))
  if (hand.digit) writePart(parts, "caption clean", "28×28: your drawing")
  const floor = entropyFloor(digit)
  writePart(parts, "floor", (floor / PIXELS).toFixed(3))
  const rows = models.map((model) => {
    const code = model.encode(seen)
    const logits = model.logits(code)
    return { ...model, code, output: sigmoid(logits), cost: crossEntropy(digit, logits) }
  })
  const average = { name: "the mean image", output: sigmoid(mean), cost: crossEntropy(digit, mean) }
  const yardsticks = [{ name: "what went in", output: seen, cost: strength ? NaN : floor }, average]
  const all = [...yardsticks, ...rows]
  for (const name of ["clean", "noisy", ...rows.map((row) => `output ${row.name}`)]) writePart(parts, `read ${name}`, "\u00a0")
  const isThere = (name) => parts.of(name).length > 0
  for (const { name, output, code, color } of all) {
    if (isThere(`output ${name}`)) paintPart(parts, `output ${name}`, greyPicture(output))
    if (isThere(`error ${name}`)) paintPart(parts, `error ${name}`, errorMap(digit, output))
    if (isThere(`code ${name}`)) paintPart(parts, `code ${name}`, codeStrip(code, color))
  }
  if (SCORES.some(([score]) => all.some(({ name }) => isThere(`${score} ${name}`)))) writeScores(parts, digit, yardsticks, rows)
  placeInStrips(parts, digit, models, data.usual)
  return () => { // once it rests
    for (const row of all) row.read = readAs(judge, row.output)
    const [{ read }] = yardsticks // in what went in
    const clean = readAs(judge, digit)
    writePart(parts, "read clean", brief(clean))
    writePart(parts, "read noisy", briefBeside(read, clean))
    for (const row of rows) writePart(parts, `read output ${row.name}`, briefBeside(row.read, clean))
    const isDrawn = hand.digit !== null
    tellPart("clean", (alt) => unread(alt).replace(/: .*/, (given) => (isDrawn ? ": your drawing" : given)) + clean)
    tellPart("noisy", () => `The same digit ${damageWords(kind.told, kind, strength)}${read}`)
    for (const { name, output, code, read } of all) {
      tellPart(`output ${name}`, (alt) => unread(alt).replace(/PSNR \S+ dB/, () => `PSNR ${written(psnr(digit, output), 1)} dB`) + read)
      if (code) tellPart(`code ${name}`, (alt) => alt.replace(/the largest .*/, largest(code)))
    }
    return read && `What the models see is ${read.slice(2)}. ${rows.map((row) => `${row.title}: ${row.read.slice(2)}`).join(". ")}`
  }
}

function largest(code) {
  const sizes = code.map(Math.abs)
  const most = sizes.indexOf(Math.max(...sizes))
  return `the largest is number ${most + 1} with ${code[most].toFixed(1)}`
}

function writeScores(parts, digit, yardsticks, rows) {
  for (const row of [...yardsticks, ...rows]) {
    row.scores = [row.cost / PIXELS, mse(digit, row.output), psnr(digit, row.output), ssim(digit, row.output)]
  }
  SCORES.forEach(([score, decimals, less], s) => {
    const best = (less ? Math.min : Math.max)(...rows.map((row) => row.scores[s]))
    for (const row of [...yardsticks, ...rows]) {
      writePart(parts, `${score} ${row.name}`, written(row.scores[s], decimals))
      const isBest = row.scores[s] === best && rows.includes(row)
      for (const node of parts.of(`${score} ${row.name}`)) markPart(node.parentElement, "best", isBest)
    }
  })
}
