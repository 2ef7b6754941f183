// The lesson on what a VAE pays for: the prices of all VAEs of the sweep from their cards, and the pictures of those that are here.

const DRAWN = 16 // random codes that each VAE draws
const ONE = facts.sweep.findIndex(({ beta }) => beta === "1") // the place of the dial to compare with
const PRICES = [ // label, key on the card, decimals
  ["Reconstruction", "reconstruction", 1],
  ["KL", "kl", 1],
  ["Sum: −ELBO", "negative_elbo", 1],
  ["Numbers in use", "active_units", 0],
]
let shelves = null

lessons.beta = () => {
  const at = facts.sweep.findIndex(({ beta }) => beta === settings.beta)
  const chosen = facts.sweep[at]
  byId("beta-dial").value = at
  byId("beta-dial").setAttribute("aria-valuetext", `β = ${chosen.beta}`)
  byId("beta-words").textContent = chosen.beta
  byId("prices").replaceChildren(...PRICES.map((row) => price(chosen, ...row)))
  byId("beta-missing").textContent = facts.here.includes(chosen.beta)
    ? ""
    : `Pictures are here for β = ${facts.here.join(", ")}; those of β = ${chosen.beta} are in the app. The prices above are its own.`
  shelves ??= buildShelves()
  const shown = [...new Set([chosen, facts.sweep[ONE]])].filter(({ beta }) => facts.here.includes(beta))
  const packs = packsHere(shown.map(({ name }) => name))
  if (!packs) return
  const digits = facts.given.map((digit) => picked(`${digit}.0`))
  const codes = randomCodes(null, DRAWN, packs[0].d, 1, Number(settings.betaseed))
  const both = ["chosen", "one"]
  both.forEach((which, w) => {
    const row = w === 0 ? chosen : facts.sweep[ONE]
    const pack = packs[shown.indexOf(row)]
    const hidden = !pack || (w === 1 && chosen === row)
    for (const part of [shelves[which].back, shelves[which].drawn]) part.figure.hidden = hidden
    if (hidden) return
    const of = `β = ${row.beta}${w ? ", to compare" : ""}`
    const back = codesOf(pack, digits).map(pack.decode)
    const drawn = codes.map(pack.decode)
    shelves[which].back.show(back, `The same eight digits given back, ${of}${readRow(JUDGE, back)}`, "", `given back, ${of}`)
    const looks = judged(drawn)
    const read = looks ? wallReading(looks).words : ""
    shelves[which].drawn.show(drawn, `Sixteen pictures drawn from random codes, ${of}; ${read}`, read, `sixteen codes from N(0, I), ${of}`)
  })
  shelves.digits.show(digits, `Eight digits, as they go in: ${facts.given.join(", ")}`)
  byId("sweep").dataset.drawn = settings.beta
  judgeAtRest(lessons.beta, () => speak(`β = ${chosen.beta}. ${PRICES.map(([label, key, digits]) => `${label} ${chosen[key].toFixed(digits)}`).join(", ")}`))
}

// Decoders of the sweep come without their encoders, with the codes of these digits.
function codesOf(pack, digits) {
  if (pack.encode) return digits.map((digit) => pack.encode(digit))
  return digits.map((_, i) => pack.given.subarray(i * pack.d, (i + 1) * pack.d))
}

function price(chosen, label, key, decimals) {
  const difference = chosen[key] - facts.sweep[ONE][key]
  const beside = chosen.beta === "1" ? "" : `${number(difference, decimals)} against β = 1`
  return element("div", {}, element("dt", { textContent: label }), element("dd", {}, number(chosen[key], decimals), element("small", { textContent: beside })))
}

function buildShelves() {
  const color = facts.pair.at(-1).color
  const shelf = () => ({ back: wallFigure("", color, facts.given.length, 1), drawn: wallFigure("", color, facts.given.length, 2) })
  const made = { digits: wallFigure("eight digits, as they go in", facts.grey, facts.given.length, 1), chosen: shelf(), one: shelf() }
  const column = (...figures) => element("div", {}, ...figures.map(({ figure }) => Object.assign(figure, { className: "strip" })))
  byId("sweep").append(column(made.digits, made.chosen.back, made.one.back), column(made.chosen.drawn, made.one.drawn))
  return made
}

function buildBeta() {
  bind("beta-dial", "beta", (node) => facts.sweep[Number(node.value)].beta)
  byId("other-beta-codes").onclick = () => set({ betaseed: String(following(Number(settings.betaseed), facts.seeds)) })
}
