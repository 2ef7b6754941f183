// The lesson on reconstruction: its pictures and its table are written by Python's functions and painted anew by those of the app's page;
// what is added here is which systems show, which damage is done, and the chart of PSNR against its strength.

const JUDGE = { digest: "judge", files: [] } // its pack, as packs.js asks for one
const REPORT_AT = facts.sigmas.indexOf(reconstruction.REPORT_NOISE) // the report's place of the slider
const CURVES_KEPT = 60 // curves over σ, so that what was seen is there at once
const kindNow = () => facts.kinds[settings.damage]
const strengthNow = () => kindNow().places[Number(settings[kindNow().key])]
const isNoise = () => settings.damage === "noise"
const strengthSaid = (strength) => (isNoise() && strength === reconstruction.REPORT_NOISE ? "20/255" : strengthWords(kindNow(), strength))
const curves = new Map()
let parts = null

lessons.reconstruct = () => {
  parts ??= reconstruction.liveParts()
  const names = settings.models.split(",")
  const chosen = facts.systems.filter(({ name }) => names.includes(name))
  for (const { name } of facts.systems) {
    for (const part of parts.of(`output ${name}`)) part.closest("figure, tr").hidden = !names.includes(name)
  }
  const kind = kindNow()
  const strength = strengthNow()
  byId("sigma").max = kind.places.length - 1
  byId("sigma").value = settings[kind.key]
  byId("sigma").setAttribute("aria-valuetext", strengthSaid(strength))
  byId("sigma-label").textContent = kind.label
  byId("sigma-words").textContent = strengthSaid(strength)
  showChoice("damage", settings.damage)
  showValue("draw", settings.draw)
  byId("clip").checked = settings.clip === "1"
  byId("clip").disabled = !isNoise()
  byId("report-sigma").hidden = !isNoise()
  Object.assign(byId("fresh-noise"), { disabled: strength === 0, hidden: !kind.again, textContent: kind.again })
  byId("side-by-side").textContent = isSideBySide() ? "The first five models" : "Denoisers side by side"
  for (const box of byId("models").querySelectorAll("input")) box.checked = names.includes(box.value)
  showInput("a")
  const packs = packsHere(chosen.map(({ name }) => name))
  if (!packs) return
  const models = chosen.map((row, m) => ({ ...packs[m], ...row }))
  const now = { digit: digitNow("a"), damage: settings.damage, draw: Number(settings.draw), clip: settings.clip === "1", [kind.key]: strength }
  const tell = reconstruction.paintReconstruction(now, models, { mean: facts.mean, judge: JUDGE, kinds: facts.kinds, usual: facts.usual }, parts)
  sayUsual(parts, names)
  for (const caption of parts.of("caption clean")) caption.textContent = `28×28: ${digitName("a")}`
  document.documentElement.dataset.painted = JSON.stringify([settings[kind.key], settings.draw, settings.clip, settings.models])
  atRest(lessons.reconstruct, () => speak(tell()))
  plotWhenIdle(now, models)
}

const INPUTS = { // what no model has made, as it is in the chart
  input: () => ({ name: "input", title: isNoise() ? "the noisy input itself" : facts.damaged, color: facts.grey, wide: 5 }),
  clipped: () => ({ name: "clipped", title: "the noisy input, clipped to [0, 1]", color: facts.grey, wide: 3, dash: "2 4" }),
}
const clipped = (picture) => picture.map((value) => Math.max(0, Math.min(1, value))) // to black and white

const isSideBySide = () => settings.models.split(",").sort().join() === [...facts.side_by_side].sort().join()

// PSNR in dB at one strength, of one model or of what no model has made.
function curveOf({ digit, damage, draw, clip }, model, at) {
  const found = damaged({ kind: damage, strength: facts.kinds[damage].places[at], seed: draw, clip }, digit)
  const seen = model.name === "clipped" ? clipped(found) : found
  return psnr(digit, model.decode ? model.decode(model.encode(seen)) : seen)
}

// Curves take as long as many frames, so none are begun while the pen is down; those of the digit before are pale until the new ones are here.
let stopPlotting = () => {}
function plotWhenIdle(now, models) {
  stopPlotting()
  const pale = (isPale) => ["chart", "winners"].forEach((id) => byId(id).classList.toggle("pale", isPale))
  pale(hand.down)
  if (hand.down) return
  const key = (model) => `${curveKey(now)} ${model.name}`
  const given = now.clip || !isNoise() ? [INPUTS.input()] : [INPUTS.input(), INPUTS.clipped()]
  const wanted = [...given, ...models]
  const missing = wanted.filter((model) => !curves.has(key(model)))
  const found = missing.map(() => [])
  pale(missing.length > 0)
  const kind = facts.kinds[now.damage]
  const count = kind.places.length
  stopPlotting = whenIdle(missing.length * count, (i) => {
    const m = Math.floor(i / count)
    found[m].push(curveOf(now, missing[m], i % count))
  }, () => {
    missing.forEach((model, m) => curves.set(key(model), found[m]))
    for (const old of [...curves.keys()].slice(0, Math.max(0, curves.size - CURVES_KEPT))) curves.delete(old)
    const lines = wanted.map((model) => ({ ...model, values: curves.get(key(model)) }))
    plot(byId("chart"), lines, kind, now[kind.key])
    pale(false)
    sayWinners(lines, kind, now[kind.key])
  })
}

const digitKeys = new WeakMap() // a number for each digit
let digitCount = 0
function curveKey({ digit, damage, draw, clip }) {
  if (!digitKeys.has(digit)) digitKeys.set(digit, ++digitCount)
  return `${digitKeys.get(digit)} ${damage} ${draw} ${clip}`
}

// Who does better than what went in, clipped where it is noise; without damage nobody can, so then the report's noise is spoken of, or
// what a kind begins with.
function sayWinners(all, kind, strength) {
  const at = strength ? kind.places.indexOf(strength) : isNoise() ? REPORT_AT : kind.first
  const given = all.filter(({ wide }) => wide)
  const lines = all.filter(({ wide }) => !wide)
  const winners = lines.filter(({ values }) => values[at] > given.at(-1).values[at]).map(({ title }) => title)
  const than = given.length > 1 ? " than that" : ""
  const some = `${winners.join(", ")} ${winners.length === 1 ? "does" : "do"} better${than}.`
  const every = winners.length === lines.length && lines.length > 1
  const list = every ? `every chosen model does better${than}.` : winners.length ? some : `no chosen model does better${than}.`
  const also = given.length > 1 ? `; clipped to [0, 1] it has ${given[1].values[at].toFixed(1)} dB` : ""
  const where = isNoise() ? `σ = ${strengthSaid(kind.places[at])}` : damageWords(kind.at, kind, kind.places[at])
  const what = isNoise() ? "noisy input" : "damaged digit"
  const words = `At ${where} the ${what} itself has ${given[0].values[at].toFixed(1)} dB on this digit${also}, and ${list}`
  byId("winners").textContent = words + (["shift", "rotation"].includes(settings.damage) ? ` ${facts.moved}` : "")
  const against = isNoise() ? "the strength of the noise" : `the strength of the damage (${kind.title.toLowerCase()})`
  byId("chart").querySelector("svg").setAttribute("aria-label", `PSNR of each model's output against ${against}. ${words}`)
}

function buildReconstruct() {
  byId("sigma").oninput = ({ target }) => set({ [kindNow().key]: target.value })
  bindChoice("damage", "damage")
  bind("draw", "draw")
  bind("clip", "clip", (node) => (node.checked ? "1" : ""))
  byId("report-sigma").onclick = () => set({ sigma: String(REPORT_AT) })
  byId("fresh-noise").onclick = () => set({ draw: String(following(Number(settings.draw), facts.draws)) })
  byId("side-by-side").onclick = () => {
    const models = isSideBySide() ? facts.starters : facts.side_by_side
    set({ models: models.join(",") })
  }
  byId("models").onchange = () => {
    const names = [...byId("models").querySelectorAll("input:checked")].map(({ value }) => value)
    set({ models: names.join(",") })
  }
}
