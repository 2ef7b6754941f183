// The maps of codes of ten numbers: planes through them, by the widest axes that facts.longer has or by two numbers of the code.

const isLong = () => settings.size === "10"

// The rows of both maps with their planes, squares and dots; `packs` are the models'.
function planeRows(packs, digit) {
  const numbers = settings.plane === "numbers" ? chosenNumbers() : null
  const rows = facts.longer.map((row, m) => {
    const d = row.center.length
    const [u, v] = numbers ? numbers.map((number) => Array.from({ length: d }, (_, i) => Number(i === number))) : [row.u, row.v]
    const reach = (numbers ?? [d, d + 1]).map((i) => [row.low[i], row.high[i]])
    const place = placeOn(packs[m], digit)
    const point = settings.planethrough === "digit" ? place.digit : row.center
    return { name: row.name, title: row.title, color: row.color, ...place, plane: planeOf(point, u, v), reach }
  })
  const views = squares(rows.map(({ reach }) => reach))
  return rows.map(({ reach, ...row }, m) => ({ ...row, view: views[m], shadows: shadowsOn(row, packs[m]), pack: wantedPack(row.name) }))
}

// The plane through a code along these axes, as autoencoders/scores/planes.py has it.
function planeOf(point, u, v) {
  const [x, y] = [u, v].map((axis) => point.reduce((sum, value, i) => sum + value * axis[i], 0))
  const origin = point.map((value, i) => value - x * u[i] - y * v[i])
  return { origin, u, v, digest: `${axesNow()} through ${origin}` }
}

const axesNow = () => (settings.plane === "numbers" ? String(chosenNumbers()) : "widest")

// Two different numbers, from 0.
function chosenNumbers() {
  const [right, up] = [settings.px, settings.py].map((text) => Number(text) - 1)
  return [right, up === right ? (up + 1) % facts.longer[0].center.length : up]
}

// The dots, which lie where they do whatever the plane goes through.
function shadowsOn({ name, plane }, { dots, labels }) {
  const key = `${name} ${axesNow()}`
  if (!lab.packs.has(key)) {
    const [d, codes] = [plane.u.length, new Float32Array(2 * labels.length)]
    for (let n = 0; n < labels.length; n++) {
      for (const [at, axis] of [plane.u, plane.v].entries()) {
        for (let i = 0; i < d; i++) codes[2 * n + at] += dots[n * d + i] * axis[i]
      }
    }
    lab.packs.set(key, { codes, labels })
  }
  return wantedPack(key)
}

// The visible squares of maps whose codes have this reach along both axes, as ui/latent_map/views.py has them.
function squares(reaches) {
  const { rings, reach, margin } = facts.square
  if (settings.planescale === facts.close) return reaches.map(() => [0, 0, reach])
  const around = (each) => {
    const [low, high] = [each.map(([least]) => Math.min(least, -rings)), each.map(([, most]) => Math.max(most, rings))]
    return [...low.map((least, i) => (least + high[i]) / 2), (Math.max(...low.map((least, i) => high[i] - least)) / 2) * margin]
  }
  if (settings.planescale === facts.fit) return reaches.map(around)
  const both = [0, 1].map((axis) => [Math.min(...reaches.map((each) => each[axis][0])), Math.max(...reaches.map((each) => each[axis][1]))])
  return reaches.map(() => around(both))
}

// What of the panel is there for codes of two numbers, and what for codes of ten.
function showSizes() {
  showChoice("size", settings.size)
  showChoice("plane", settings.plane)
  showChoice("plane-through", settings.planethrough)
  byId("plane-row").hidden = !isLong()
  byId("two-numbers").hidden = isLong()
  for (const name of ["px", "py"]) {
    byId(name).value = settings[name]
    byId(name).closest("label").hidden = settings.plane !== "numbers"
  }
  document.querySelector("#layer input[value=holes]").closest("label").hidden = isLong()
}

function buildPlanes() {
  bindChoice("size", "size")
  bindChoice("plane", "plane")
  bindChoice("plane-through", "planethrough")
  for (const name of ["px", "py"]) byId(name).onchange = () => set({ [name]: valid(name, byId(name).value) ? byId(name).value : settings[name] })
}
