// Maps of two-dimensional codes under one pointer. Mouse, finger and arrow keys move it over all maps at once; each map's
// decoder draws the code at once. Where the maps have one view it is one code, else the same place of each square.

const DRAG_PX = 4 // pixels from which a press is a drag and no click
const KEY_STEPS = 50 // presses of an arrow key from the middle of a map to its edge
const SHIFT_TIMES = 6 // how much further a press goes with Shift
const states = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  let state = states.get(parentElement)
  if (!state) {
    state = { root: parentElement.querySelector(".pad"), packs: null, bases: [], stops: [], size: 0 }
    build(state, data)
    state.resize = new ResizeObserver(() => redraw(state))
    state.resize.observe(state.maps[0].canvas)
    state.unsubscribe = onPack(() => redraw(state))
    states.set(parentElement, state)
  }
  state.send = setTriggerValue
  state.data = data
  if (JSON.stringify(data.at) !== state.given) {
    state.given = JSON.stringify(data.at)
    state.code = data.at
  }
  state.root.dataset.layer = data.layer
  redraw(state)
  return () => {
    state.resize.disconnect()
    state.unsubscribe()
    state.stops.forEach((stop) => stop())
    states.delete(parentElement)
  }
}

function build(state, { maps, colors }) {
  state.bands = element("div", { className: "bands" }, ...bandLegend(colors))
  state.hint = element("p", { className: "hint" })
  state.keep = element("button", { type: "button", textContent: "Keep this place in the link" })
  state.keep.onclick = () => state.send("place", state.code)
  state.live = element("p", { className: "live", "aria-live": "polite" })
  state.maps = maps.map((map, m) => {
    const canvas = element("canvas", { tabIndex: 0 })
    canvas.setAttribute("role", "application")
    canvas.setAttribute("aria-roledescription", "map with a pointer")
    listen(state, canvas, m)
    const picture = element("canvas", { width: SIDE, height: SIDE })
    picture.setAttribute("role", "img")
    const [words, outside] = [element("p", { className: "words" }), element("small", { className: "outside" })]
    const section = element("section", { className: "map" }, element("h3", { textContent: map.title }), canvas, outside)
    const figure = element("figure", { className: "view" }, picture, words)
    for (const node of [section, figure]) node.style.setProperty("--family", map.color)
    return { canvas, picture, words, outside, section, figure }
  })
  state.root.replaceChildren(
    state.bands,
    element("div", { className: "maps" }, ...state.maps.map((map) => map.section)),
    element("div", { className: "views" }, ...state.maps.map((map) => map.figure)),
    element("div", { className: "foot" }, state.hint, state.keep),
    state.live,
  )
}

// The key to the holes, short enough to stand above the maps on a phone.
function bandLegend({ bands, outside }) {
  const rows = bands.map(([end, color], i) => [end === null ? `over ${bands[i - 1][0]}` : i ? `to ${end}` : `under ${end}`, color])
  const swatches = [...rows, ["outside the prior", outside]].map(([label, color]) => {
    const swatch = element("i")
    swatch.style.background = color
    return element("span", {}, swatch, label)
  })
  return [element("strong", { textContent: "Distance to the nearest code (yellow: a hole):" }), ...swatches]
}

function listen(state, canvas, m) {
  const follow = (event) => {
    const box = canvas.getBoundingClientRect()
    const inside = (value) => Math.max(0, Math.min(1, value))
    const place = [inside((event.clientX - box.left) / box.width), inside((event.clientY - box.top) / box.height)]
    moveTo(state, toCode(state.data.maps.at(-1).view, ...place))
  }
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId)
    state.pressed = { x: event.clientX, y: event.clientY, dragged: false }
    follow(event)
  }
  canvas.onpointermove = (event) => {
    if (state.pressed) state.pressed.dragged ||= Math.hypot(event.clientX - state.pressed.x, event.clientY - state.pressed.y) > DRAG_PX
    if (state.pressed || (event.pointerType === "mouse" && !state.held)) follow(event)
  }
  canvas.onpointerup = canvas.onpointercancel = (event) => {
    if (state.pressed && event.pointerType === "mouse") state.held = state.pressed.dragged || !state.held
    state.pressed = null
    show(state)
  }
  canvas.onkeydown = (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
    if (!way && event.key !== "Home") return
    event.preventDefault()
    const [x, y, half] = state.data.maps.at(-1).view
    const step = (half / KEY_STEPS) * (event.shiftKey ? SHIFT_TIMES : 1)
    const within = (value, middle) => Math.max(middle - half, Math.min(middle + half, value))
    moveTo(state, way ? [within(state.code[0] + step * way[0], x), within(state.code[1] + step * way[1], y)] : [0, 0])
  }
}

function moveTo(state, code) {
  state.code = code
  show(state)
}

// The code under the pointer in map m; `state.code` is that of the last map.
function codeIn(state, m) {
  const { maps } = state.data
  const [x, y, half] = maps.at(-1).view
  const [mx, my, mhalf] = maps[m].view
  if (x === mx && y === my && half === mhalf) return state.code
  return [mx + ((state.code[0] - x) / half) * mhalf, my + ((state.code[1] - y) / half) * mhalf]
}

// Ink and paper of the theme; over the sheet and the holes, which are dark in every theme, white and black.
const paint = (state) => {
  if (state.data.layer !== "points") return ["#ffffff", "#000000"]
  const style = getComputedStyle(state.root)
  return [style.getPropertyValue("--st-text-color").trim(), style.getPropertyValue("--st-background-color").trim()]
}

// Draw again what lies under the pointer, where something about it changed.
function redraw(state) {
  const { maps, classes, layer, colors, coming } = state.data
  state.packs = packsOf(maps.map((map) => map.pack), coming, state.send)
  state.root.dataset.ready = state.packs !== null
  const size = state.maps[0].canvas.clientWidth
  if (!state.packs || !size) return
  const [ink, paper] = paint(state)
  const asked = JSON.stringify([maps, classes, layer, size, ink, paper])
  if (asked === state.asked) return show(state)
  state.asked = asked
  state.stops.forEach((stop) => stop())
  state.stops = []
  const scale = Math.min(2, devicePixelRatio)
  state.size = size
  maps.forEach((map, m) => {
    const { canvas, outside } = state.maps[m]
    canvas.width = canvas.height = size * scale
    canvas.setAttribute("aria-label", `${map.title}: ${layer}. ${ownWords(map)}Arrow keys move the code on all maps, with Shift in bigger steps.`)
    outside.textContent = outsideWords(state.packs[m], map)
    const base = (state.bases[m] ??= element("canvas"))
    const finish = (under) => {
      base.width = base.height = size * scale
      const context = base.getContext("2d")
      context.scale(scale, scale)
      context.fillStyle = paper
      context.fillRect(0, 0, size, size)
      if (under) context.drawImage(under, 0, 0, size, size)
      else drawPoints(context, state.packs[m], map.view, size, classes, colors, paper)
      drawTicks(context, map.view, size, ink, paper)
      drawRings(context, map.view, size, ink, paper)
      drawOwn(context, map, size, ink, paper)
      state.root.dataset[`base${m}`] = layer
      show(state)
    }
    if (layer === "decoded digits") state.stops.push(drawSheet(state.packs[m], map.view, finish))
    else if (layer === "holes") state.stops.push(drawField(state.packs[m], map.view, colors, finish))
    else finish(null)
  })
}

function outsideWords(pack, { view }) {
  let outside = 0
  for (let i = 0; i < pack.codes.length; i += 2) {
    if (Math.abs(pack.codes[i] - view[0]) > view[2] || Math.abs(pack.codes[i + 1] - view[1]) > view[2]) outside++
  }
  const share = (100 * outside) / pack.labels.length
  return share >= 0.5 ? `${share.toFixed(0)} % of its codes lie outside this square.` : "Nearly all of its codes lie in this square."
}

// Show pointer, pictures and words as they are now, at most once a frame.
function show(state) {
  onceAFrame(state, () => {
    const [ink, paper] = paint(state)
    const { maps, judge } = state.data
    maps.forEach((map, m) => {
      const code = codeIn(state, m)
      const pack = state.packs[m]
      const [distance, row] = nearest(pack.codes, code)
      const { canvas, picture, words } = state.maps[m]
      const context = canvas.getContext("2d")
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.drawImage(state.bases[m], 0, 0, canvas.width, canvas.height)
      context.scale(canvas.width / state.size, canvas.width / state.size)
      drawPointer(context, map, state.size, code, pack.codes.subarray(2 * row, 2 * row + 2), ink, paper)
      const pixels = pack.decode(code)
      drawDigit(picture.getContext("2d"), pixels)
      const place = `(${number(code[0])}, ${number(code[1])})`
      const label = pack.labels[row]
      const near = `closest test digit: ${label === 8 ? "an" : "a"} ${label}, ${number(distance)} away`
      words.replaceChildren(element("strong", { textContent: place }), ` ${ringWords(code)}`, element("br"), near)
      picture.setAttribute("aria-label", `What the ${map.title} draws at ${place}${readAs(judge, pixels)}; ${near}`)
      canvas.setAttribute("aria-valuetext", `${place} ${ringWords(code)}, ${near}`)
    })
    state.hint.textContent = hintWords(state)
    state.root.dataset.code = JSON.stringify(maps.map((_, m) => codeIn(state, m)))
    atRest(state, () => (state.live.textContent = state.maps.map((map) => map.picture.ariaLabel).join(". ")))
  })
}

const ownWords = ({ digit, own }) => (digit ? `Your digit, ${own}, lies at (${digit.map((each) => number(each)).join(", ")}). ` : "")

function ringWords(code) {
  const ring = RINGS.find((each) => Math.hypot(...code) <= each)
  return ring ? `inside the ${ring} σ ring` : "outside all rings"
}

function hintWords(state) {
  const moved = state.held
    ? "Held here: click a map to let go."
    : "Move the mouse or a finger over a map; a click holds the place. Arrow keys move it too, with Shift in bigger steps."
  const views = new Set(state.data.maps.map((map) => String(map.view)))
  return views.size > 1 ? `${moved} Each map has its own scale, so the two pointers are at the same place of their squares, but at two codes.` : moved
}
