// Sliders that set one code for all models at once, each model decoding it as they move.
// An axis that nobody touched keeps each model's own start; a touched one has the slider's value in all of them.

const STEPS = 7 // pictures of a number's row, from one end of its slider to the other
const FINE = 0.05 // standard deviations between two places of a slider
const states = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  let state = states.get(parentElement)
  if (!state) {
    state = { root: parentElement.querySelector(".sliders"), packs: null }
    state.stop = onPack(() => connect(state))
    states.set(parentElement, state)
  }
  state.ask = setTriggerValue
  const fresh = JSON.stringify(data.models)
  if (fresh !== state.built) {
    state.built = fresh
    build(state, data)
    state.kept = null
  }
  const kept = JSON.stringify(data.moved)
  if (kept !== state.kept) {
    state.kept = kept
    state.touched = new Map(data.moved)
  }
  state.data = data
  connect(state)
  return () => {
    state.stop()
    states.delete(parentElement)
  }
}

function connect(state) {
  const { models, coming } = state.data
  state.packs = packsOf(models.map((model) => model.pack), coming, state.ask)
  state.root.dataset.ready = state.packs !== null
  if (state.packs) show(state)
}

function build(state, { models, reach, unused }) {
  const d = models[0].start.length
  Object.assign(state, { models, reach, unused })
  state.touched = new Map() // axis -> value of its slider
  state.live = element("p", { className: "live", "aria-live": "polite" })
  state.pictures = models.map(() => element("canvas", { width: SIDE, height: SIDE }))
  state.pictures.forEach((picture) => picture.setAttribute("role", "img"))
  const heads = models.map((model, m) => {
    const figure = element("figure", {}, state.pictures[m], element("figcaption", { textContent: model.title }))
    figure.style.setProperty("--family", model.color)
    return figure
  })
  const reset = element("button", { type: "button", textContent: "Reset all", className: "reset" })
  reset.onclick = () => {
    state.touched.clear()
    show(state)
  }
  const keep = element("button", { type: "button", textContent: "Keep these in the link", className: "reset" })
  keep.onclick = () => {
    const moved = [...state.touched].sort(([one], [other]) => one - other)
    state.kept = JSON.stringify(moved) // what comes back from the link is no news, and undoes no reset
    state.ask("moved", moved)
  }
  state.rows = Array.from({ length: d }, (_, i) => row(state, i))
  const axes = element("div", { className: "axes" }, ...state.rows.map((axis) => axis.root))
  const hint = element("p", {
    textContent: "Coloured marks: where each model's own code has this number. Move the slider, and both models get the same place on it.",
  })
  state.root.replaceChildren(element("div", { className: "heads" }, ...heads, reset, keep), hint, axes, state.live)
}

function row(state, i) {
  const label = element("label", { textContent: `z${i + 1}`, htmlFor: `axis-${i}` })
  const input = element("input", { type: "range", min: -state.reach, max: state.reach, step: FINE, id: `axis-${i}` })
  const value = element("output", { htmlFor: `axis-${i}` })
  const marks = state.models.map((model) => {
    const mark = element("i", { title: `Start of the ${model.name}` })
    mark.style.setProperty("--family", model.color)
    mark.style.setProperty("--at", Math.max(-1, Math.min(1, standard(model, i, model.start[i]) / state.reach)))
    return mark
  })
  const track = element("span", { className: "track" }, ...marks, input)
  const kls = state.models.filter((model) => model.kl).map((model) => klBar(state, model, i))
  const strip = element("button", { type: "button", textContent: range(state), "aria-expanded": "false" })
  strip.setAttribute("aria-label", `Number ${i + 1} from ${range(state)} as a row of pictures`)
  const pictures = element("div", { className: "strips", hidden: true })
  strip.onclick = () => {
    pictures.hidden = !pictures.hidden
    strip.setAttribute("aria-expanded", String(!pictures.hidden))
    show(state)
  }
  input.oninput = () => {
    state.touched.set(i, Number(input.value))
    show(state)
  }
  const root = element("div", { className: "axis" }, label, track, value, ...kls, strip, pictures)
  return { root, input, value, pictures }
}

function klBar(state, model, i) {
  const nats = model.kl[i]
  const unused = nats < state.unused
  const words = unused ? "unused" : `${number(nats)} nats`
  const bar = element("span", { className: unused ? "kl unused" : "kl", title: `KL of number ${i + 1} in the ${model.name}` })
  const length = element("b")
  length.style.setProperty("--family", model.color)
  length.style.setProperty("--length", nats / Math.max(...model.kl, state.unused))
  bar.append(length, element("small", { textContent: words }))
  return bar
}

const range = (state) => `−${state.reach} to ${state.reach}`
const spoken = (places) => places.map((at) => number(at, 0)).join(", ").replace(/, ([^,]*)$/, " and $1")
const stops = (state) => Array.from({ length: STEPS }, (_, step) => -state.reach + (2 * state.reach * step) / (STEPS - 1))
const standard = (model, i, value) => (value - model.center[i]) / model.scale[i]

function codeOf(state, model) {
  const code = Float64Array.from(model.start)
  for (const [i, value] of state.touched) code[i] = model.center[i] + model.scale[i] * value
  return code
}

// Show everything as it is now, at most once a frame.
function show(state) {
  onceAFrame(state, () => {
    const last = state.models.at(-1)
    state.rows.forEach(({ input, value, pictures }, i) => {
      const at = state.touched.get(i) ?? standard(last, i, last.start[i])
      input.value = at
      value.textContent = number(at)
      input.setAttribute("aria-label", `Number ${i + 1} of the code`)
      input.setAttribute("aria-valuetext", `${number(at)} standard deviations`)
      if (!pictures.hidden) drawStrips(state, pictures, i)
    })
    state.models.forEach((model, m) => {
      const pixels = state.packs[m].decode(codeOf(state, model))
      drawDigit(state.pictures[m].getContext("2d"), pixels)
      const words = `What the ${model.name} draws from this code${readAs(state.data.judge, pixels)}`
      state.pictures[m].setAttribute("aria-label", words)
    })
    state.root.dataset.drawn = Number(state.root.dataset.drawn ?? 0) + 1
    atRest(state, () => {
      state.live.textContent = state.pictures.map((picture) => picture.ariaLabel).join(". ")
      state.rows.filter((axis) => !axis.pictures.hidden).forEach(({ pictures }) => readStrips(state, pictures))
    })
  })
}

function drawStrips(state, holder, i) {
  if (!holder.children.length) {
    for (const model of state.models) {
      const strip = element("canvas", { width: STEPS * SIDE, height: SIDE })
      strip.setAttribute("role", "img")
      strip.style.setProperty("--family", model.color)
      holder.append(strip)
    }
  }
  state.models.forEach((model, m) => {
    const code = codeOf(state, model)
    const strip = holder.children[m]
    strip.shown = stops(state).map((at) => {
      code[i] = model.center[i] + model.scale[i] * at
      return state.packs[m].decode(code)
    })
    strip.shown.forEach((pixels, step) => drawDigit(strip.getContext("2d"), pixels, step * SIDE, 0))
    strip.words = `${model.name}: number ${i + 1} at ${spoken(stops(state))} standard deviations`
    strip.setAttribute("aria-label", strip.words)
  })
}

// What fourteen pictures are read as is too much work for each frame, so that a strip in motion has no reading.
function readStrips(state, holder) {
  for (const strip of holder.children) strip.setAttribute("aria-label", strip.words + readRow(state.data.judge, strip.shown))
}
