// The ways of a code of two numbers on the maps of their models, over arrows that are one pass each: of what is fed back, all that there is
// to see where a code has two numbers.

const FLOW = 560 // pixels of a side of a map, drawn twice as fine as it is shown
const FLOW_ARROWS = 17 // arrows in a row of it
const LONGEST_ARROW = 1.6 // places of their grid that the longest reaches over
const HEAD = 7 // pixels of an arrow's head
const flows = new Map() // by model: the codes of its grid and where one pass takes them, made while nobody waits

function flowOf(name, pack, [x, y, half], done) {
  if (flows.has(name)) return flows.get(name)
  const flow = { starts: [], ends: [] }
  flows.set(name, flow)
  whenIdle(FLOW_ARROWS ** 2, (i) => {
    const place = [i % FLOW_ARROWS, Math.floor(i / FLOW_ARROWS)].map((at) => ((at + 0.5) / FLOW_ARROWS) * 2 - 1)
    const start = [x + place[0] * half, y + place[1] * half]
    flow.ends.push([...pack.encode(pack.decode(start))])
    flow.starts.push(start)
  }, done)
  return flow
}

function flowFigure(title, color) {
  const canvas = element("canvas", { width: FLOW, height: FLOW })
  canvas.setAttribute("role", "img")
  const figure = element("figure", {}, element("figcaption", {}, element("strong", { textContent: `${title}: the way on its map` })), canvas)
  figure.style.setProperty("--family", color)
  return { figure, canvas }
}

function drawFlow({ canvas }, { title, color, name }, pack, walk, now) {
  const { codes } = walk
  const [x, y, half] = facts.views[facts.fit][title]
  const reach = Math.max(half, ...codes.flatMap((code) => [Math.abs(code[0] - x), Math.abs(code[1] - y)]))
  const to = (code) => [(1 + (code[0] - x) / reach) * (FLOW / 2), (1 - (code[1] - y) / reach) * (FLOW / 2)]
  const ink = getComputedStyle(canvas).color
  const context = canvas.getContext("2d")
  context.clearRect(0, 0, FLOW, FLOW)
  context.globalAlpha = 0.55
  for (let i = 0; i < pack.labels.length; i++) {
    context.fillStyle = facts.colors.classes[pack.labels[i]]
    const [u, v] = to(pack.codes.subarray(2 * i, 2 * i + 2))
    context.fillRect(u - 1.5, v - 1.5, 3, 3)
  }
  context.globalAlpha = 1
  const { starts, ends } = flowOf(name, pack, [x, y, half], refresh)
  const longest = (LONGEST_ARROW * 2 * half) / FLOW_ARROWS
  Object.assign(context, { strokeStyle: facts.grey, fillStyle: facts.grey, lineWidth: 1.5 })
  starts.forEach((start, i) => arrow(context, to(start), to(shortened(start, ends[i], longest))))
  writeClasses(context, pack, to)
  Object.assign(context, { strokeStyle: color, fillStyle: color, lineWidth: 5, lineJoin: "round" })
  trace(context, codes.map(to))
  const [first, last, here] = [codes[0], codes.at(-1), codes[Math.min(now, codes.length - 1)]].map(to)
  context.beginPath()
  context.arc(...first, 11, 0, 2 * Math.PI)
  context.stroke()
  for (const side of [1, -1]) trace(context, [[last[0] - 10, last[1] - 10 * side], [last[0] + 10, last[1] + 10 * side]])
  Object.assign(context, { strokeStyle: ink, lineWidth: 3 })
  trace(context, [[0, -15], [15, 0], [0, 15], [-15, 0], [0, -15]].map(([u, v]) => [here[0] + u, here[1] + v]))
  canvas.setAttribute("aria-label", `${title}: from ${placeWords(codes[0])} to ${placeWords(codes.at(-1))}`)
}

const placeWords = (code) => `(${number(code[0], 1)}, ${number(code[1], 1)})`

function shortened(start, end, longest) {
  const move = [end[0] - start[0], end[1] - start[1]]
  const share = Math.min(1, longest / Math.max(Math.hypot(...move), Number.EPSILON))
  return [start[0] + share * move[0], start[1] + share * move[1]]
}

function trace(context, places) {
  context.beginPath()
  places.forEach((place, i) => (i ? context.lineTo(...place) : context.moveTo(...place)))
  context.stroke()
}

function arrow(context, from, to) {
  trace(context, [from, to])
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0])
  context.beginPath()
  context.moveTo(...to)
  for (const turn of [2.6, -2.6]) context.lineTo(to[0] + HEAD * Math.cos(angle + turn), to[1] + HEAD * Math.sin(angle + turn))
  context.fill()
}

// Each class's numeral in the middle of its codes.
function writeClasses(context, pack, to) {
  Object.assign(context, { font: "700 26px sans-serif", textAlign: "center", textBaseline: "middle", lineWidth: 5, lineJoin: "round" })
  context.strokeStyle = getComputedStyle(document.body).backgroundColor
  for (let digit = 0; digit < facts.colors.classes.length; digit++) {
    const own = [...pack.labels.keys()].filter((i) => pack.labels[i] === digit)
    if (!own.length) continue
    const middle = [0, 1].map((axis) => own.map((i) => pack.codes[2 * i + axis]).sort((a, b) => a - b)[own.length >> 1])
    context.strokeText(digit, ...to(middle))
    context.fillStyle = facts.colors.classes[digit]
    context.fillText(digit, ...to(middle))
  }
}
