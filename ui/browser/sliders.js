// Sliders that set one code for all models at once, each model decoding it as they move. Codes may differ in length: a slider
// moves its number where a code has it. An axis that nobody touched keeps each model's own start; a touched one has the slider's
// value in all of them. Of many axes only the first are made at once, the others where somebody unfolds them.

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
  const fresh = JSON.stringify([data.models, data.order])
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

function build(state, { models, reach, unused, order, first }) {
  Object.assign(state, { models, reach, unused })
  state.touched = new Map() // axis -> value of its slider
  state.live = element("p", { className: "live", "aria-live": "polite" })
  state.pictures = models.map(() => element("canvas", { width: SIDE, height: SIDE }))
  state.pictures.forEach((picture) => picture.setAttribute("role", "img"))
  state.read = models.map(() => element("small", { className: "read" }))
  const heads = models.map((model, m) => {
    const caption = element("figcaption", { textContent: model.called ?? model.title })
    const figure = element("figure", {}, state.pictures[m], caption, state.read[m])
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
  state.rows = new Map() // of a number, what its row is made of
  const axes = element("div", { className: "axes" }, ...rows(state, order.slice(0, first)))
  const hint = element("p", {
    textContent: "Coloured marks: where each model's own code has this number. Move the slider, and both models get the same place on it.",
  })
  const heading = element("div", { className: "heads" }, ...heads, reset, keep)
  state.root.replaceChildren(heading, hint, axes, ...folded(state, order.slice(first)), state.live)
}

const rows = (state, numbers) => numbers.map((i) => {
  state.rows.set(i, row(state, i))
  return state.rows.get(i).root
})

// The rows of all other numbers, behind a button that says how many they are, and how many of them stand elsewhere.
function folded(state, numbers) {
  state.others = null
  if (!numbers.length) return []
  const button = element("button", { type: "button", className: "others", "aria-expanded": "false" })
  const axes = element("div", { className: "axes", hidden: true })
  button.onclick = () => {
    if (!axes.children.length) axes.append(...rows(state, numbers))
    axes.hidden = !axes.hidden
    show(state)
  }
  state.others = { button, axes, numbers }
  return [button, axes]
}

function nameFolded({ others, touched }) {
  if (!others) return
  const { button, axes, numbers } = others
  const moved = numbers.filter((i) => touched.has(i)).length
  const what = numbers.length === 1 ? "the other number" : `the other ${numbers.length} numbers`
  button.textContent = `${axes.hidden ? "Show" : "Hide"} ${what}${moved ? `, ${moved} of them moved` : ""}`
  button.setAttribute("aria-expanded", String(!axes.hidden))
}

function row(state, i) {
  const label = element("label", { textContent: `z${i + 1}`, htmlFor: `axis-${i}` })
  const input = element("input", { type: "range", min: -state.reach, max: state.reach, step: FINE, id: `axis-${i}` })
  const value = element("output", { htmlFor: `axis-${i}` })
  const having = state.models.filter((model) => has(model, i))
  const marks = having.map((model) => {
    const mark = element("i", { title: `Start of the ${model.name}` })
    mark.style.setProperty("--family", model.color)
    mark.style.setProperty("--at", Math.max(-1, Math.min(1, standard(model, i, model.start[i]) / state.reach)))
    return mark
  })
  const track = element("span", { className: "track" }, ...marks, input)
  const bars = element("div", { className: "bars" }, ...having.map((model) => (model.kl ? klBar(state, model, i) : shareBar(model, i))))
  const strip = element("button", { type: "button", textContent: range(state), "aria-expanded": "false" })
  strip.setAttribute("aria-label", `Number ${i + 1} from ${range(state)} as a row of pictures`)
  const pictures = element("div", { className: "strips", hidden: true })
  if (having.length < state.models.length) label.append(element("small", { textContent: ` ${having[0].title} only` }))
  strip.onclick = () => {
    pictures.hidden = !pictures.hidden
    strip.setAttribute("aria-expanded", String(!pictures.hidden))
    show(state)
  }
  input.oninput = () => {
    state.touched.set(i, Number(input.value))
    show(state)
  }
  const root = element("div", { className: "axis" }, label, track, value, bars, strip, pictures)
  return { root, input, value, pictures }
}

function klBar(state, model, i) {
  const nats = model.kl[i]
  const unused = nats < state.unused
  const words = unused ? "unused" : `${number(nats)} nats`
  return bar(model, nats / Math.max(...model.kl, state.unused), words, `KL of number ${i + 1} in the ${model.name}`, unused ? "kl unused" : "kl")
}

function shareBar(model, i) {
  const words = `${number(100 * model.share[i], 1)} %`
  return bar(model, model.share[i] / Math.max(...model.share, 1e-9), words, `Share of number ${i + 1} in the variance of all codes of the ${model.name}`, "share")
}

function bar(model, share, words, title, className) {
  const length = element("b")
  length.style.setProperty("--family", model.color)
  length.style.setProperty("--length", share)
  return element("span", { className, title }, length, element("small", { textContent: words }))
}

const has = (model, i) => i < model.start.length
const range = (state) => `−${state.reach} to ${state.reach}`
const spoken = (places) => places.map((at) => number(at, 0)).join(", ").replace(/, ([^,]*)$/, " and $1")
const stops = (state) => Array.from({ length: STEPS }, (_, step) => -state.reach + (2 * state.reach * step) / (STEPS - 1))
const standard = (model, i, value) => (value - model.center[i]) / model.scale[i]

function codeOf(state, model) {
  const code = Float64Array.from(model.start)
  for (const [i, value] of state.touched) if (has(model, i)) code[i] = model.center[i] + model.scale[i] * value
  return code
}

// Show everything as it is now, at most once a frame.
function show(state) {
  onceAFrame(state, () => {
    nameFolded(state)
    state.rows.forEach(({ input, value, pictures }, i) => {
      const last = state.models.filter((model) => has(model, i)).at(-1)
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
      const read = readAs(state.data.judge, pixels)
      state.read[m].textContent = brief(read)
      state.pictures[m].setAttribute("aria-label", `What the ${model.name} draws from this code${read}`)
    })
    state.root.dataset.drawn = Number(state.root.dataset.drawn ?? 0) + 1
    atRest(state, () => {
      state.live.textContent = state.pictures.map((picture) => picture.ariaLabel).join(". ")
      state.rows.forEach(({ pictures }) => pictures.hidden || readStrips(state, pictures))
    })
  })
}

function drawStrips(state, holder, i) {
  const strips = state.models.map((model, m) => ({ model, pack: state.packs[m] })).filter(({ model }) => has(model, i))
  if (!holder.children.length) {
    for (const { model } of strips) {
      const strip = element("canvas", { width: STEPS * SIDE, height: SIDE })
      strip.setAttribute("role", "img")
      strip.style.setProperty("--family", model.color)
      strip.below = element("div", { className: "below", "aria-hidden": "true" })
      holder.append(element("div", {}, strip, strip.below))
    }
  }
  strips.forEach(({ model, pack }, m) => {
    const code = codeOf(state, model)
    const strip = holder.querySelectorAll("canvas")[m]
    strip.shown = stops(state).map((at) => {
      code[i] = model.center[i] + model.scale[i] * at
      return pack.decode(code)
    })
    strip.shown.forEach((pixels, step) => drawDigit(strip.getContext("2d"), pixels, step * SIDE, 0))
    strip.words = `${model.name}: number ${i + 1} at ${spoken(stops(state))} standard deviations`
    strip.setAttribute("aria-label", strip.words)
    strip.below.replaceChildren()
  })
}

// What fourteen pictures are read as is too much work for each frame, so that a strip in motion has no reading.
function readStrips(state, holder) {
  for (const strip of holder.querySelectorAll("canvas")) {
    const read = readRow(state.data.judge, strip.shown)
    strip.setAttribute("aria-label", strip.words + read)
    strip.below.replaceChildren(...(read.match(/\d|unclear/g) ?? []).map((each) => element("span", { textContent: each === "unclear" ? "?" : each })))
  }
}
