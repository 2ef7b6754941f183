// The lesson on sampling: the same random codes through the AE and the VAE, and densities that give the AE, and the VAE too, another prior.

const SAMPLES = 36 // pictures of a wall
let walls = null

lessons.sample = () => {
  const packs = packsHere(facts.pair.map(({ name }) => name))
  showValue("seed", settings.seed)
  byId("temperature").value = settings.temperature
  byId("temperature-words").textContent = Number(settings.temperature).toFixed(1)
  showChoice("prior", settings.prior)
  byId("both").checked = settings.both === "1"
  byId("both").disabled = settings.prior === "normal"
  if (!packs) return
  walls ??= buildWalls()
  const made = facts.pair.map(({ title }, m) => {
    const isFitted = settings.prior !== "normal" && (m === 0 || settings.both === "1")
    const density = isFitted ? densityOf(packs[m], settings.prior) : null
    const codes = randomCodes(density, SAMPLES, packs[m].d, Number(settings.temperature), Number(settings.seed))
    const origin = density ? facts.priors[settings.prior] : "N(0, I)"
    return { title, origin, pictures: codes.map((code) => packs[m].decode(code)) }
  })
  const show = (looks) => made.forEach(({ title, origin, pictures }, m) => {
    const read = looks && wallReading(looks[m])
    const real = facts.real === null ? "" : ` (real digits: ${(100 * facts.real).toFixed(0)} %)`
    const kinds = read && (["", ", all as one and the same digit"][read.classes] ?? `, as ${read.classes} of the ten digits`)
    const unclear = read && read.sure < SAMPLES ? facts.unclearWords : ""
    const count = read ? `${read.sure} of ${SAMPLES} recognised${kinds}${real}${unclear}` : " "
    const from = `codes of ${origin}, temperature ${Number(settings.temperature).toFixed(1)}`
    walls[m].show(pictures, `${SAMPLES} pictures that the ${title} draws from ${from}${read ? `; ${read.words}` : ""}`, count, `${title}: codes from ${origin}`, looks?.[m])
  })
  show(null)
  byId("walls").dataset.drawn = JSON.stringify([settings.seed, settings.temperature, settings.prior, settings.both])
  judgeAtRest(lessons.sample, () => {
    const looks = judged(made.flatMap(({ pictures }) => pictures))
    if (!looks) return
    show([looks.slice(0, SAMPLES), looks.slice(SAMPLES)])
    speak(walls.map(({ canvas }) => canvas.ariaLabel).join(". "))
  })
}

const JUDGE_MS = 120 // milliseconds at rest until walls are judged: that takes as long as many frames
function judgeAtRest(lesson, act) {
  clearTimeout(lesson.judging)
  lesson.judging = setTimeout(act, JUDGE_MS)
}

const densityOf = (pack, name) =>
  Object.fromEntries(["weights", "means", "covariances"].map((part) => [part, pack[`${name}.${part}`]]))

function buildWalls() {
  const made = facts.pair.map(({ title, color }) => wallFigure(title, color, COLUMNS, SAMPLES / COLUMNS))
  byId("walls").append(...made.map(({ figure }) => figure))
  return made
}

function buildSample() {
  bind("seed", "seed")
  bind("temperature", "temperature")
  bindChoice("prior", "prior")
  bind("both", "both", (node) => (node.checked ? "1" : ""))
  byId("other-codes").onclick = () => set({ seed: String(following(Number(settings.seed), facts.seeds)) })
}
