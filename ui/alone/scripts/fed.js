// The lesson on what is fed back: the digit goes round and round through the AE, the denoiser and the VAE; pictures, steps, how it ends.

const STEPS_CHART = { height: 300, left: 62, right: 12, top: 12, bottom: 40 } // pixels
const POWERS = [-5, 0] // of ten: the ends of the scale of steps
const PASS_TICK = 10 // passes from one tick of the axis to the next
let fedFigures = null
let walked = { names: "", digit: [], walks: [] } // the last ways: the slider changes none of them

lessons["fed-back"] = () => {
  showInput("a")
  showChoice("fed-size", settings.fedsize)
  showChoice("fed-sigma", settings.fedsigma)
  byId("fed-sigma").disabled = settings.fedsize === "2"
  const now = Number(settings.passes)
  byId("passes").value = now
  byId("passes-words").textContent = now
  const columns = facts.fed.titles.map((title) => ({ title, ...facts.fed.models[settings.fedsize][`${title} ${settings.fedsigma}`] })).filter(({ name }) => name)
  const packs = packsHere(columns.map(({ name }) => name))
  if (!packs) return
  fedFigures ??= buildFedFigures()
  const digit = digitNow("a")
  const walks = walksOf(columns, packs, digit)
  const show = (read) => {
    fedFigures.given.show([digit], `What you gave${read(digit)}`, brief(read(digit)) || "\u00a0")
    for (const title of facts.fed.titles) {
      const [at, { strip, large }] = [columns.findIndex((column) => column.title === title), fedFigures[title]]
      strip.figure.hidden = large.figure.hidden = at < 0
      if (at < 0) continue
      const [walk, { name }] = [walks[at], columns[at]]
      const frames = facts.fed.shown.map((pass) => walk.pictures[pass])
      const ends = fateWords(walk)
      const said = read === unread ? "" : readRow(JUDGE, frames)
      strip.show(frames, `${name}, passes ${facts.fed.shown.join(", ")}; ${ends}${said}`, said.slice(2).replaceAll("unclear", "?") || "\u00a0", `${title}: ${ends}`)
      const step = now ? `step ${shareWords(walk.steps[now - 1])}` : ""
      const reading = read(walk.pictures[now])
      large.show([walk.pictures[now]], `${title}, after ${now} passes${reading}`, [`pass ${now}`, brief(reading), step].filter(Boolean).join("; "))
    }
  }
  show(unread)
  plotSteps(byId("fed-chart"), columns.map((column, c) => ({ ...column, steps: walks[c].steps })), now)
  byId("fed-flow").hidden = settings.fedsize !== "2"
  columns.forEach((column, c) => fedFigures[column.title].flow && packs[c].d === 2 && drawFlow(fedFigures[column.title].flow, column, packs[c], walks[c], now))
  byId("fed-missing").textContent = facts.fed.missing[settings.fedsize] ?? ""
  byId("fed-strips").dataset.drawn = JSON.stringify([settings.fedsize, settings.fedsigma, settings.passes])
  judgeAtRest(lessons["fed-back"], () => {
    show((picture) => readAs(JUDGE, picture))
    speak(columns.map(({ title }) => fedFigures[title].large.canvas.ariaLabel).join(". "))
  })
}

function walksOf(columns, packs, digit) {
  const names = columns.map(({ name }) => name).join()
  if (names !== walked.names || digit.some((pixel, p) => pixel !== walked.digit[p])) {
    walked = { names, digit: Float32Array.from(digit), walks: packs.map((pack) => fedBack(pack, digit, facts.fed.passes)) }
  }
  return walked.walks
}

const unread = () => "" // until the judge looks, at rest

function buildFedFigures() {
  const made = { given: wallFigure("what you gave", facts.grey, 1, 1) }
  for (const title of facts.fed.titles) {
    const color = facts.fed.colors[title]
    made[title] = { strip: wallFigure(title, color, facts.fed.shown.length, 1), large: wallFigure(title, color, 1, 1), flow: facts.views[facts.fit][title] ? flowFigure(title, color) : null }
    const { figure, canvas } = made[title].strip
    figure.className = "strip"
    canvas.onpointerdown = (event) => {
      const box = canvas.getBoundingClientRect()
      const at = Math.floor(((event.clientX - box.left) / box.width) * facts.fed.shown.length)
      set({ passes: String(facts.fed.shown[Math.max(0, Math.min(facts.fed.shown.length - 1, at))]) })
    }
  }
  const figures = facts.fed.titles.map((title) => made[title])
  byId("fed-large").append(made.given.figure, ...figures.map(({ large }) => large.figure))
  byId("fed-maps").append(...figures.filter(({ flow }) => flow).map(({ flow }) => flow.figure))
  byId("fed-strips").append(...figures.map(({ strip }) => strip.figure))
  return made
}

// The length of each step against the pass, a line a model, on one scale of powers of ten.
function plotSteps(figure, lines, now) {
  const { height, left, right, top, bottom } = STEPS_CHART
  const width = Math.max(NARROWEST, figure.clientWidth)
  const x = (pass) => left + (pass / facts.fed.passes) * (width - left - right)
  const share = (step) => (Math.log10(Math.max(step, 10 ** POWERS[0])) - POWERS[0]) / (POWERS[1] - POWERS[0])
  const y = (step) => top + (1 - share(step)) * (height - top - bottom)
  const text = (words, u, v, anchor) => svg("text", { x: u, y: v, "text-anchor": anchor }, words)
  const rule = (x1, y1, x2, y2, more) => svg("line", { x1, y1, x2, y2, stroke: "currentColor", "stroke-opacity": 0.25, ...more })
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" })
  for (let power = POWERS[0]; power <= POWERS[1]; power++) {
    drawing.append(rule(left, y(10 ** power), width - right, y(10 ** power)), text(`${Number((100 * 10 ** power).toPrecision(1))} %`, left - 6, y(10 ** power) + 4, "end"))
  }
  drawing.append(rule(left, y(STILL), width - right, y(STILL), { "stroke-dasharray": "2 4", "stroke-opacity": 1 }))
  for (let pass = 0; pass <= facts.fed.passes; pass += PASS_TICK) drawing.append(text(pass, x(pass), height - bottom + 18, "middle"))
  drawing.append(text("pass", x(facts.fed.passes / 2), height - 6, "middle"))
  if (now) drawing.append(rule(x(now), top, x(now), y(0), { "stroke-opacity": 1, "stroke-width": 1.5 }))
  for (const { steps, ...look } of lines) drawing.append(stroke({ ...look, wide: 3 }, `M${steps.map((step, s) => `${x(s + 1).toFixed(1)} ${y(step).toFixed(1)}`).join("L")}`))
  const rows = lines.map((line) => element("li", {}, svg("svg", { viewBox: "0 0 46 14" }, stroke({ ...line, wide: 3 }, "M0 7H46")), line.title))
  drawing.setAttribute("aria-label", `Length of each step, of full scale, against the pass: ${lines.map(({ title, steps }) => `${title} from ${shareWords(steps[0])} to ${shareWords(steps.at(-1))}`).join(", ")}`)
  figure.replaceChildren(drawing, element("ul", { className: "legend" }, ...rows))
}

function buildFedBack() {
  bind("passes", "passes")
  bindChoice("fed-size", "fedsize")
  bindChoice("fed-sigma", "fedsigma")
}
