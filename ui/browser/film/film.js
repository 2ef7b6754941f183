// A recorded training played back, two side by side where there are two: maps of the codes or sheets of decoded digits, or pictures of a
// run with other codes; one slider over the snapshots, and the losses under them. Nothing plays before it is asked to, and between two
// snapshots nothing is made up: they are shown one after another.

const TICK_MS = 700 // milliseconds from one snapshot to the next: long enough to look at both maps
const [A_ROW, GAP] = [8, 2] // pictures in a row of a run's own, and pixels between the rows
const ALL_KINDS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] // all of them are shown
const states = new WeakMap()
const films = new WeakMap() // the snapshots of a pack

export default function ({ data, parentElement, setTriggerValue }) {
  let state = states.get(parentElement)
  if (!state) {
    state = { root: parentElement.querySelector(".film"), packs: null, stops: [], at: 0 }
    build(state, data)
    state.resize = new ResizeObserver(() => state.packs && redraw(state))
    state.resize.observe(state.root)
    state.unsubscribe = onPack(() => redraw(state))
    states.set(parentElement, state)
  }
  state.send = setTriggerValue
  state.data = data
  state.keep.hidden = !data.keeps
  if (data.at !== state.given) {
    state.given = data.at
    state.wanted = data.at // a step, until the packs are here
  }
  redraw(state)
  return () => {
    pause(state)
    state.resize.disconnect()
    state.unsubscribe()
    state.stops.forEach((stop) => stop())
    states.delete(parentElement)
  }
}

function build(state, { tracks }) {
  state.play = element("button", { type: "button", className: "play" })
  state.play.onclick = () => (state.timer ? pause(state) : play(state))
  state.slider = element("input", { type: "range", min: 0, step: 1, value: 0, "aria-label": "Step of the training" })
  state.slider.oninput = () => {
    pause(state)
    goTo(state, Number(state.slider.value))
  }
  state.output = element("output")
  const rest = element("span", { className: "long", textContent: " this step in the link" })
  state.keep = element("button", { type: "button" }, "Keep", rest)
  state.keep.onclick = () => state.send("step", state.tracks[0].snapshots[state.at].step)
  state.curve = element("canvas", { className: "curve" })
  state.curve.setAttribute("role", "img")
  state.curve.onpointerdown = (event) => fromCurve(state, event)
  state.curve.onpointermove = (event) => event.buttons && fromCurve(state, event)
  state.live = element("div", { className: "live", "aria-live": "polite" })
  state.reels = tracks.map(({ title, color }) => {
    const [map, pictures] = [element("canvas", { className: "map" }), element("canvas", { className: "pictures" })]
    for (const canvas of [map, pictures]) canvas.setAttribute("role", "img")
    const [words, outside] = [element("p", { className: "words" }), element("small", { className: "outside" })]
    const head = element("div", { className: "head" }, element("h3", { textContent: title }), outside)
    const section = element("section", {}, head, map, pictures, words)
    section.style.setProperty("--family", color)
    return { map, pictures, words, outside, section }
  })
  state.root.replaceChildren(
    element("div", { className: "reels" }, ...state.reels.map(({ section }) => section)),
    element("div", { className: "bar" }, state.play, state.slider, state.output, state.keep),
    state.curve,
    state.live,
  )
  label(state)
}

function label(state) {
  state.play.textContent = state.timer ? "❚❚ Pause" : "▶ Play"
}

// From where it stands, or from the start where it stands at the end.
function play(state) {
  if (!state.packs) return
  if (state.at === last(state)) goTo(state, 0)
  const tick = () => {
    if (state.at === last(state)) return pause(state)
    state.timer = setTimeout(tick, TICK_MS)
    goTo(state, state.at + 1)
  }
  state.timer = setTimeout(tick, TICK_MS)
  label(state)
}

function pause(state) {
  clearTimeout(state.timer)
  state.timer = null
  label(state)
  if (state.tracks) tell(state)
}

const last = ({ tracks }) => tracks[0].snapshots.length - 1

function goTo(state, at) {
  state.at = at
  redraw(state)
}

// A press on the curve goes to the snapshot that is nearest there.
function fromCurve(state, event) {
  if (!state.tracks) return
  const { left, width } = state.curve.getBoundingClientRect()
  const place = (event.clientX - left - LEFT_PX) / (width - LEFT_PX - RIGHT_PX)
  const { snapshots } = state.tracks[0]
  const far = snapshots.map(({ step }) => Math.abs(placeOf(step, snapshots.at(-1).step) - place))
  pause(state)
  goTo(state, far.indexOf(Math.min(...far)))
}

function filmOf(pack) {
  if (!films.has(pack)) films.set(pack, snapshotsOf(pack))
  return films.get(pack)
}

// The snapshot of a track that is shown: that of the step at which the first track stands, or the last before it.
function shownOf(state, track) {
  const { step } = state.tracks[0].snapshots[state.at]
  return track.snapshots.filter((each) => each.step <= step).at(-1) ?? track.snapshots[0]
}

function redraw(state) {
  const { tracks, coming } = state.data
  state.packs = packsOf(tracks.map(({ pack }) => pack), coming, state.send)
  state.root.dataset.ready = state.packs !== null
  if (!state.packs || !state.root.clientWidth) return
  state.tracks = tracks.map((track, t) => ({ ...track, pack: state.packs[t], snapshots: filmOf(state.packs[t]) }))
  const { snapshots } = state.tracks[0]
  if (state.wanted !== undefined) {
    state.at = Math.max(0, snapshots.filter(({ step }) => step <= state.wanted).length - 1)
    delete state.wanted
  }
  state.at = Math.min(state.at, last(state))
  onceAFrame(state, () => draw(state))
}

function draw(state) {
  const { layer } = state.data
  const style = getComputedStyle(state.root)
  const [ink, paper] = ["--st-text-color", "--st-background-color"].map((name) => style.getPropertyValue(name).trim())
  const { step } = state.tracks[0].snapshots[state.at]
  const shown = state.tracks.map((track) => shownOf(state, track))
  state.slider.max = last(state)
  state.slider.value = state.at
  state.slider.setAttribute("aria-valuetext", `step ${steps(step)}`)
  state.output.textContent = `step ${steps(step)} of ${steps(state.tracks[0].snapshots.at(-1).step)}`
  state.stops.forEach((stop) => stop())
  state.stops = []
  state.tracks.forEach((track, t) => {
    const [reel, snapshot] = [state.reels[t], shown[t]]
    reel.map.hidden = !snapshot.codes
    reel.pictures.hidden = !snapshot.pictures
    reel.words.replaceChildren(...trackWords(snapshot).map((text) => element("span", { textContent: text })))
    const said = `at step ${steps(snapshot.step)}: ${trackWords(snapshot).join("; ")}`
    if (snapshot.codes) {
      reel.outside.textContent = outsideWords(snapshot, track)
      reel.map.setAttribute("aria-label", `${whatMap(track, layer)} ${said}; ${reel.outside.textContent}`)
      drawMap(state, track, snapshot, reel.map, layer, ink, paper)
    }
    if (snapshot.pictures) {
      drawRun(reel.pictures, track.pack.given, snapshot.pictures)
      const rows = track.pack.given ? "Eight digits above, their copies and eight samples below" : "Copies and samples"
      reel.pictures.setAttribute("aria-label", snapshot.codes ? rows : `${rows} ${said}`)
    }
  })
  drawCurves(state.curve, state.tracks, step, ink, paper)
  state.curve.setAttribute("aria-label", `${curveWords(state.tracks)}; marked: step ${steps(step)}`)
  state.root.dataset.step = step
  if (!state.timer) tell(state)
}

// Read out at rest only: a film that plays is not talked over.
function tell(state) {
  atRest(state, () => {
    if (state.timer || !state.tracks) return
    const { step } = state.tracks[0].snapshots[state.at]
    const each = state.tracks.map((track) => `${track.title}: ${trackWords(shownOf(state, track)).join(", ")}`)
    say(state.live, [`Step ${steps(step)}`, ...each])
  })
}

function drawMap(state, track, snapshot, canvas, layer, ink, paper) {
  const [size, scale] = [canvas.clientWidth, Math.min(2, devicePixelRatio)]
  if (!size) return
  const sheet = layer === "decoded digits" && snapshot.decode
  const finish = (under) => {
    canvas.width = canvas.height = size * scale
    const context = canvas.getContext("2d")
    context.scale(scale, scale)
    const [line, edge] = under ? ["#ffffff", "#000000"] : [ink, paper] // a sheet is dark in every theme
    context.fillStyle = edge
    context.fillRect(0, 0, size, size)
    if (under) context.drawImage(under, 0, 0, size, size)
    else if (snapshot.labels) drawPoints(context, snapshot, track.view, size, ALL_KINDS, state.data.colors, paper)
    else drawDots(context, snapshot, track, size)
    drawTicks(context, track.view, size, line, edge)
    drawRings(context, track, size, line, edge)
    canvas.dataset.drawn = `${layer} ${snapshot.step}`
  }
  if (sheet) state.stops.push(drawSheet(snapshot, track.view, finish))
  else finish(null)
}

// Codes of pictures without a class.
function drawDots(context, { codes }, { view, color }, size) {
  context.fillStyle = color
  for (let i = 0; i < codes.length; i += 2) {
    const [x, y] = toPixel(view, size, codes.subarray(i, i + 2))
    context.fillRect(x - DOT, y - DOT, 2 * DOT, 2 * DOT)
  }
}

// What a run makes of eight digits, `given` in the first row, and of eight random codes.
function drawRun(canvas, given, pictures) {
  const rows = [...(given ? [given] : []), pictures.subarray(0, A_ROW * PIXELS), pictures.subarray(A_ROW * PIXELS)]
  canvas.width = A_ROW * SIDE
  canvas.height = rows.length * (SIDE + GAP) - GAP
  const context = canvas.getContext("2d")
  rows.forEach((row, r) => {
    for (let i = 0; i < A_ROW; i++) {
      const pixels = Float32Array.from(row.subarray(i * PIXELS, (i + 1) * PIXELS), (byte) => byte / 255)
      drawDigit(context, pixels, i * SIDE, r * (SIDE + GAP))
    }
  })
}
