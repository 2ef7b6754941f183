// What the visitor has set, kept behind the # of the address: "#map&layer=holes&x=1.20". A link opens the same page, and no server is
// asked. In a frame without an origin the address can't be written; then everything works but the link.

const facts = JSON.parse(document.getElementById("facts").textContent) // what facts.py wrote

const FIRST = { // what a fresh page is set to, as text; of these the address says nothing
  digit: facts.first, ink: "", digitb: "3.0", inkb: "", draw: "0", clip: "", models: facts.starters.join(","),
  damage: "noise", ...Object.fromEntries(Object.values(facts.kinds).map(({ key, first }) => [key, String(first)])),
  layer: facts.layers[0], scale: facts.close, size: "2", plane: "widest", px: "1", py: "2", planescale: facts.all, planethrough: "middle", x: "1", y: "1", film: "", step: "0", filmlayer: facts.layers[0], mapbeta: facts.dial.first,
  seed: "0", temperature: "1", prior: "normal", both: "", way: "straight", along: "50", origin: "digit", codeseed: "0", moved: "",
  beta: "1", betaseed: "0", fedsize: facts.fed.first[0], fedsigma: facts.fed.first[1], passes: String(facts.fed.passes),
}
const WRITE_MS = 250 // milliseconds at rest before the address is written: browsers take only so many a minute

const opening = document.documentElement.dataset.lesson // where the address names none
const settings = { lesson: opening, ...FIRST }

function readAddress() {
  const [lesson, ...pairs] = location.hash.slice(1).split("&")
  Object.assign(settings, FIRST, { lesson: facts.lessons.includes(lesson) ? lesson : opening })
  for (const [name, value] of new URLSearchParams(pairs.join("&"))) {
    if (Object.hasOwn(FIRST, name) && valid(name, value)) settings[name] = value
  }
}

// A link may bring anything: what a control would not take is left out.
const whole = (value, end) => /^\d{1,4}$/.test(value) && Number(value) < end
const between = (value, low, high) => /^-?\d{1,3}(\.\d{1,4})?$/.test(value) && Number(value) >= low && Number(value) <= high
const isNumber = (value) => whole(value, facts.longer[0].center.length + 1) && Number(value) > 0 // of a code's, from 1
const isPick = (value) => /^\d\.\d$/.test(value) && Number(value[2]) < facts.each
function valid(name, value) {
  const rules = {
    digit: () => isPick(value),
    digitb: () => isPick(value),
    ink: () => readInk(value) !== null,
    inkb: () => readInk(value) !== null,
    damage: () => Object.hasOwn(facts.kinds, value),
    ...Object.fromEntries(Object.values(facts.kinds).map(({ key, places }) => [key, () => whole(value, places.length)])),
    draw: () => whole(value, facts.draws),
    clip: () => value === "1",
    models: () => value.split(",").every((each) => !each || facts.systems.some(({ name }) => name === each)),
    layer: () => facts.layers.includes(value),
    scale: () => Object.hasOwn(facts.views, value),
    size: () => ["2", "10"].includes(value),
    plane: () => ["widest", "numbers"].includes(value),
    planethrough: () => ["middle", "digit"].includes(value),
    px: () => isNumber(value),
    py: () => isNumber(value),
    planescale: () => Object.hasOwn(facts.views, value),
    x: () => between(value, -60, 60),
    y: () => between(value, -60, 60),
    film: () => value === "1",
    filmlayer: () => facts.layers.slice(0, 2).includes(value),
    mapbeta: () => facts.dial.places.some(({ beta }) => beta === value),
    step: () => /^\d{1,6}$/.test(value),
    seed: () => whole(value, facts.seeds),
    codeseed: () => whole(value, facts.seeds),
    betaseed: () => whole(value, facts.seeds),
    temperature: () => between(value, 0.1, 2),
    prior: () => Object.hasOwn(facts.priors, value),
    both: () => value === "1",
    way: () => ["straight", "spherical"].includes(value),
    along: () => whole(value, 101),
    origin: () => ["digit", "random"].includes(value),
    moved: () => value.length < 200,
    fedsize: () => facts.fed.sizes.includes(value),
    fedsigma: () => facts.fed.sigmas.includes(value),
    passes: () => whole(value, facts.fed.passes + 1),
    beta: () => facts.sweep.some(({ beta }) => beta === value),
  }
  return rules[name]()
}

const addressOf = () => {
  const pairs = Object.keys(FIRST).filter((name) => settings[name] !== FIRST[name])
  return "#" + [settings.lesson, new URLSearchParams(pairs.map((name) => [name, settings[name]])).toString()].filter(Boolean).join("&")
}

let writing = 0
function set(values) {
  Object.assign(settings, values)
  clearTimeout(writing)
  writing = setTimeout(() => writeAddress(false), WRITE_MS)
  refresh()
}

function writeAddress(anew) {
  clearTimeout(writing)
  try {
    history[anew ? "pushState" : "replaceState"](null, "", addressOf())
  } catch {
    // a frame whose address nobody may write
  }
}

// 784 pixels as text: bytes, those that are 0 as a count, in the letters of an address.
function writeInk(pixels) {
  const bytes = []
  for (let at = 0; at < pixels.length; ) {
    let run = 0
    while (at + run < pixels.length && run < 255 && !Math.round(255 * pixels[at + run])) run++
    if (run) bytes.push(0, run)
    else bytes.push(Math.round(255 * pixels[at]))
    at += run || 1
  }
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}

function readInk(text) {
  if (!/^[\w-]{1,2200}$/.test(text)) return null
  let bytes
  try {
    bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
  } catch {
    return null
  }
  const pixels = []
  for (let at = 0; at < bytes.length; at++) {
    if (bytes.charCodeAt(at)) pixels.push(bytes.charCodeAt(at) / 255)
    else for (let run = bytes.charCodeAt(++at) || 0; run > 0; run--) pixels.push(0)
  }
  return pixels.length === PIXELS && pixels.some(Boolean) ? Float32Array.from(pixels) : null
}
