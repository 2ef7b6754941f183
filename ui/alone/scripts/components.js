// The lessons whose picture is one of the app's components: the maps and the sliders, each in a shadow root with its own style.

function shadowIn(id, className) {
  const root = byId(id).attachShadow({ mode: "open" })
  root.append(element("style", { textContent: facts.styles[id] }), element("div", { className }))
  return root
}

// What a component tells: that a pack is missing, or a place to keep in the address.
const answer = (kept) => (name, value) => (name === "missing" ? value.forEach(bring) : kept(value))
const wantedPack = (name) => ({ digest: name, files: [] })

const roots = {}

lessons.map = () => {
  showInput("a")
  showDrawn()
  if (hand.down && roots.map) return hand.listeners.forEach((listener) => listener())
  showSizes()
  const packs = isLong() ? packsHere(facts.longer.map(({ name }) => name)) : packsOnDial()
  if (!packs) return
  roots.map ??= shadowIn("maps", "pad")
  const layer = isLong() && settings.layer === "holes" ? facts.layers[0] : settings.layer
  const scales = isLong() ? [facts.close, facts.all, facts.fit] : facts.scales[layer]
  const wanted = isLong() ? settings.planescale : settings.scale
  const scale = scales.includes(wanted) ? wanted : facts.close
  showChoice("layer", layer)
  showScales(scales, scale)
  byId("map-words").innerHTML = isLong() ? facts.underPlanes : facts.under[layer]
  const digit = digitNow("a")
  const own = digitName("a")
  const rows = isLong()
    ? planeRows(packs, digit)
    : rowsOnDial().map((row, m) => ({ ...row, ...placeOn(packs[m], digit), pack: wantedPack(row.name), view: turned().views[scale][row.title] }))
  mapsComponent({
    data: {
      maps: rows.map((row) => ({ ...row, own })),
      classes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      layer,
      at: [Number(settings.x), Number(settings.y)],
      colors: facts.colors,
      coming: false,
      judge: JUDGE,
      dial: isLong() ? null : { label: "β", places: facts.dial.places.map(({ beta }) => beta), at: settings.mapbeta },
    },
    parentElement: roots.map,
    setTriggerValue: (name, value) => (name === "dial" ? set({ mapbeta: value }) : toPlace(name, value)),
  })
  markBeta()
  if (!isLong()) showFilm(scale)
}

const toPlace = answer(([x, y]) => set({ x: x.toFixed(2), y: y.toFixed(2) }))

function placeOn(pack, digit) {
  if (!pack.encode) return placeOfPick(pack)
  if (!pack.posterior) return { digit: [...pack.encode(digit)], spread: null }
  const { mean, logVar } = pack.posterior(digit)
  return { digit: [...mean], spread: [...logVar.map((value) => Math.exp(value / 2))] }
}

// The scales that this layer can be shown in; where there is one only, there is nothing to choose.
function showScales(scales, scale) {
  const field = byId("scale")
  field.hidden = scales.length < 2
  if (field.dataset.scales !== String(scales)) {
    field.dataset.scales = scales
    field.replaceChildren(field.firstElementChild, ...scales.map((value) =>
      element("label", { className: "chip" }, element("input", { type: "radio", name: "scale", value }), ` ${value}`)))
  }
  showChoice("scale", scale)
}

lessons.traverse = () => {
  showInput("a")
  showChoice("origin", settings.origin)
  byId("another-code").hidden = settings.origin !== "random"
  byId("traverse-input").hidden = settings.origin === "random"
  if (hand.down && roots.traverse) return
  const packs = packsHere(facts.pair.map(({ name }) => name))
  if (!packs) return
  roots.traverse ??= shadowIn("sliders", "sliders")
  const { center, scale, kl, share, order, first, reach, unused } = facts.sliders
  const random = randomCodes(null, 1, center.length, 1, Number(settings.codeseed))[0]
  const digit = digitNow("a")
  const starts = settings.origin === "digit" ? packs.map((pack) => [...pack.encode(digit)]) : [center.map((c, i) => c + scale[i] * random[i]), [...random]]
  const places = [{ center, scale, kl: null, share }, { center: center.map(() => 0), scale: scale.map(() => 1), kl }]
  slidersComponent({
    data: {
      models: facts.pair.map((row, m) => ({ ...row, ...places[m], name: row.title, start: starts[m], pack: wantedPack(row.name) })),
      moved: movedNumbers(settings.moved, center.length, reach),
      order,
      first,
      reach,
      unused,
      coming: false,
      judge: JUDGE,
    },
    parentElement: roots.traverse,
    setTriggerValue: answer((moved) => set({ moved: moved.map(([i, value]) => `${i + 1}:${value}`).join(" ") })),
  })
}

// "3:1.5 7:-2" as rows and places; what is none is left out.
function movedNumbers(words, d, reach) {
  const pairs = words.split(" ").map((word) => word.split(":").map(Number))
  return pairs.filter(([i, value]) => Number.isInteger(i) && i >= 1 && i <= d && Math.abs(value) <= reach).map(([i, value]) => [i - 1, value])
}

function buildComponents() {
  bindChoice("layer", "layer")
  byId("scale").onchange = ({ target }) => set({ [isLong() ? "planescale" : "scale"]: target.value })
  buildPlanes()
  bindChoice("origin", "origin")
  byId("another-code").onclick = () => set({ codeseed: String(following(Number(settings.codeseed), facts.seeds)), moved: "" })
}
