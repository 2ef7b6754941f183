// Maps of codes under one pointer, of two numbers or on a plane through more (planes.js). Mouse, finger and arrow keys move it over all maps at once; each map's
// decoder draws the code at once. Where the maps have one view it is one code, else the same place of each square.
// Where a question `asks` for a place, a press sends it; of `hidden` things nothing is drawn and nothing said.

const DRAG_PX = 4 // pixels from which a press is a drag and no click
const KEY_STEPS = 50 // presses of an arrow key from the middle of a map to its edge
const PICTURES_PX = 170 // pixels of the window that the pictures take at its lower edge
const LEAST_SEEN = 0.6 // share of a map on the screen, under which its pictures do not lie over it
const SHIFT_TIMES = 6 // how much further a press goes with Shift
const SHEETS = ["decoded digits", "read as"] // layers of what is decoded, which a question may hide
const states = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  let state = states.get(parentElement)
  if (!state) {
    state = { root: parentElement.querySelector(".pad"), packs: null, bases: [], stops: [], size: 0 }
    build(state, data)
    state.resize = new ResizeObserver(() => state.packs && redraw(state)) // without packs it would only ask for them again
    state.resize.observe(state.maps[0].canvas)
    state.seen = new IntersectionObserver(([{ intersectionRatio }]) => {
      state.root.dataset.seen = intersectionRatio > LEAST_SEEN
    }, { threshold: [0, LEAST_SEEN, 1], rootMargin: `0px 0px -${PICTURES_PX}px 0px` })
    state.seen.observe(state.maps[0].canvas)
    state.unsubscribe = onPack(() => redraw(state))
    state.walk = () => walk(state)
    hand.listeners.add(state.walk)
    states.set(parentElement, state)
  }
  state.send = setTriggerValue
  state.newest = data
  redraw(state)
  return () => {
    state.resize.disconnect()
    state.seen.disconnect()
    state.unsubscribe()
    hand.listeners.delete(state.walk)
    state.stops.forEach((stop) => stop())
    states.delete(parentElement)
  }
}

function build(state, { maps, colors }) {
  state.bands = element("div", { className: "key bands" }, ...bandLegend(colors))
  state.reads = element("div", { className: "key reads" }, ...readingLegend())
  state.dial = buildDial((place) => state.send("dial", place))
  state.hint = element("span", { className: "how" })
  state.scales = element("span")
  const rest = element("span", { className: "long", textContent: " this place in the link" })
  state.keep = element("button", { type: "button" }, "Keep", rest)
  state.keep.onclick = () => state.send("place", state.code)
  state.live = element("div")
  state.liveOwn = element("div")
  state.maps = maps.map((map, m) => {
    const canvas = element("canvas", { tabIndex: 0 })
    canvas.setAttribute("role", "application")
    canvas.setAttribute("aria-roledescription", "map with a pointer")
    listen(state, canvas, m)
    const picture = element("canvas", { width: SIDE, height: SIDE })
    picture.setAttribute("role", "img")
    const [words, outside] = [element("p", { className: "words" }), element("small", { className: "outside" })]
    const dial = m === maps.length - 1 ? [state.dial.label] : []
    const head = element("div", { className: "head" }, element("h3", { textContent: map.title }), ...dial, outside)
    const section = element("section", { className: "map" }, head, canvas)
    const figure = element("figure", { className: "view" }, picture, words)
    const own = ownFigure()
    for (const node of [section, figure, own.figure]) node.style.setProperty("--family", map.color)
    return { canvas, picture, words, outside, section, figure, own }
  })
  state.root.replaceChildren(
    state.bands,
    state.reads,
    element(
      "div",
      { className: "stage" },
      element("div", { className: "maps" }, ...state.maps.map((map) => map.section)),
      element("div", { className: "views" }, ...state.maps.map((map) => map.figure), ...state.maps.map(({ own }) => own.figure)),
      element("div", { className: "foot" }, element("p", { className: "hint" }, state.hint, " ", state.scales), state.keep),
    ),
    element("div", { className: "live", "aria-live": "polite" }, state.live, state.liveOwn),
  )
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
    const asks = state.data.asks && event.type === "pointerup"
    if (state.pressed && event.pointerType === "mouse") state.held = asks || state.pressed.dragged || !state.held
    if (state.pressed && asks) press(state)
    state.pressed = null
    show(state)
  }
  canvas.onkeydown = (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
    const takes = event.key === "Enter" && state.data.asks
    if (!way && !takes && event.key !== "Home") return
    event.preventDefault()
    if (takes) return press(state)
    const [x, y, half] = state.data.maps.at(-1).view
    const step = (half / KEY_STEPS) * (event.shiftKey ? SHIFT_TIMES : 1)
    const within = (value, middle) => Math.max(middle - half, Math.min(middle + half, value))
    moveTo(state, way ? [within(state.code[0] + step * way[0], x), within(state.code[1] + step * way[1], y)] : [0, 0])
  }
}

// The place under the pointer is the visitor's answer. It stays there, also when the mouse passes.
function press(state) {
  state.held = true
  state.pressedAt = state.code
  state.send("pressed", state.code)
  show(state)
}

// The pen has moved. Who tells it does so once a frame, so that waiting for the next would only be late.
function walk(state) {
  if (!state.packs || !state.asked) return
  placeOwn(state)
  show(state, (_, draw) => draw())
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
  const { layer } = state.data
  if (layer === "holes" || (SHEETS.includes(layer) && !isHidden(state.data, "pictures"))) return ["#ffffff", "#000000"]
  const style = getComputedStyle(state.root)
  return [style.getPropertyValue("--st-text-color").trim(), style.getPropertyValue("--st-background-color").trim()]
}

// Draw again what lies under the pointer, where something about it changed. What is shown stays until all that is wanted is here.
function redraw(state) {
  const packs = packsOnPlanes(state.newest.maps, state.newest.coming, state.send)
  if (!packs && state.packs) return
  const before = state.packs && state.data.maps.map(({ view }, m) => ({ view, pack: state.packs[m] }))
  Object.assign(state, { packs, data: state.newest })
  const { maps, classes, layer, colors, at, judge: wanted } = state.data
  if (JSON.stringify(at) !== state.given) Object.assign(state, { given: JSON.stringify(at), code: at })
  const hides = isHidden(state.data, "pictures")
  state.root.dataset.layer = layer
  setDial(state.dial, state.data.dial)
  state.root.dataset.ready = state.packs !== null
  const size = state.maps[0].canvas.clientWidth
  if (!state.packs || !size) return
  placeOwn(state)
  state.scales.textContent = scaleWords(state.data)
  const [ink, paper] = paint(state)
  const judge = layer === "read as" ? judgeHere(wanted) : null
  const asked = JSON.stringify([maps.map(({ pack, view, rings, shadows, plane }) => [pack, view, rings, shadows, plane?.digest]), classes, layer, hides, size, ink, paper, !judge])
  if (asked === state.asked) return show(state)
  const wasOf = state.asked && JSON.parse(state.asked)[2]
  state.asked = asked
  state.stops.forEach((stop) => stop())
  state.stops = []
  const scale = Math.min(2, devicePixelRatio)
  state.size = size
  maps.forEach((map, m) => {
    const { canvas, outside } = state.maps[m]
    canvas.width = canvas.height = size * scale
    outside.textContent = layer === "read as" ? "" : outsideWords(state.packs[m], map)
    state.maps[m].counted = ""
    const base = (state.bases[m] ??= element("canvas"))
    const draw = (under, pack = state.packs[m], view = map.view) => {
      base.width = base.height = size * scale
      const context = base.getContext("2d")
      context.scale(scale, scale)
      context.fillStyle = paper
      context.fillRect(0, 0, size, size)
      if (under) context.drawImage(under, 0, 0, size, size)
      else if (SHEETS.includes(layer)) drawVeil(context, size, ink, paper, hides ? undefined : "the judge is not here yet")
      else drawPoints(context, pack, view, size, classes, colors, paper, maps[m].marks)
      drawTicks(context, view, size, ink, paper)
      drawRings(context, { ...map, view }, size, ink, paper)
      show(state)
    }
    const finish = (under) => {
      draw(under)
      state.root.dataset[`base${m}`] = layer
    }
    const counted = (sheet, inRing) => {
      state.maps[m].counted = outside.textContent = countWords(inRing)
      finish(sheet)
      placeOwn(state) // what the map is to who can't see it has the count
    }
    const to = { view: map.view, pack: state.packs[m] }
    if (layer === "decoded digits" && !hides) state.stops.push(drawSheet(state.packs[m], map.view, finish))
    else if (judge && !hides) state.stops.push(drawReadings(state.packs[m], map.view, size, scale, colors, judge, draw, counted))
    else if (layer === "holes") state.stops.push(drawField(state.packs[m], map.view, colors, finish))
    else if (layer === "points" && wasOf === layer && canWalk(before[m].pack, to.pack) && !still.matches) {
      state.stops.push(walkCodes(before[m], to, () => finish(null), (...now) => draw(null, ...now)))
    } else finish(null)
  })
}

// Show pointer, pictures and words as they are now, at most once a frame.
function show(state, when = onceAFrame) {
  when(state, () => {
    const [ink, paper] = paint(state)
    const { maps, judge } = state.data
    const hides = isHidden(state.data, "pictures")
    maps.forEach((map, m) => {
      const code = codeIn(state, m)
      const pack = state.packs[m]
      const [distance, row] = nearest(pack.codes, code)
      const { canvas, picture, words } = state.maps[m]
      const context = canvas.getContext("2d")
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.drawImage(state.bases[m], 0, 0, canvas.width, canvas.height)
      context.scale(canvas.width / state.size, canvas.width / state.size)
      drawOwn(context, map, state.size, state.maps[m].own, ink, paper)
      drawPointer(context, map, state.size, code, pack.codes.subarray(2 * row, 2 * row + 2), ink, paper)
      // Where only the visitor's digit moves, all else stands; a pack that has come since may have more to say.
      const shown = JSON.stringify([code, map.pack.digest, map.plane?.digest, lab.packs.size, hides])
      if (shown === state.maps[m].shown) return
      state.maps[m].shown = shown
      const [place, near] = [placeWords(code), nearWords(map, pack.labels[row], distance)]
      const pixels = hides ? null : pack.decode(code)
      const look = hides ? null : lookAt(judge, pixels)
      writeCaption(words, "pointer", code, ringWords(code), closest(map, pack.labels[row], distance), look, hides)
      if (hides) {
        drawUnknown(picture.getContext("2d"))
        picture.setAttribute("aria-label", `The ${map.title}'s picture at ${place} is hidden; ${near}`)
      } else {
        drawDigit(picture.getContext("2d"), pixels)
        picture.setAttribute("aria-label", `What the ${map.title} draws at ${place}${inWords(look)}; ${near}`)
      }
      canvas.setAttribute("aria-valuetext", `${place} ${ringWords(code)}, ${near}`)
    })
    state.hint.textContent = hintWords(state)
    state.root.dataset.code = JSON.stringify(maps.map((_, m) => codeIn(state, m)))
    atRest(state, () => say(state.live, [...placeTaken(state), ...state.maps.map((map) => map.picture.ariaLabel)]))
  })
}
