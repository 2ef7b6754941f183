// The losses under a film, over the steps on a scale of log(step + 1): the reconstructions above, on a scale of their logarithm, and below,
// where there is one, the KL. A thin line is the training's own, dots and squares are the film's snapshots, an upright line is where
// it stands.

const [TOP_PX, LOW_PX, GAP_PX] = [110, 60, 16] // pixels of the reconstruction, of the KL, and between them
const [LEFT_PX, RIGHT_PX, FOOT_PX] = [44, 12, 22] // pixels beside and under the curves
const TICK_STEPS = [0, 10, 100, 1000, 10000, 100000] // steps that the scale names
const MARKS = ["●", "■"] // of the first and the second track: colour alone tells nothing apart
const NATS = [20, 50, 100, 200, 300, 500, 1000, 10000] // nats that the scale of the reconstruction names

const placeOf = (step, last) => Math.log1p(step) / Math.log1p(last)

function curveHeight(tracks) {
  return TOP_PX + (hasKl(tracks) ? GAP_PX + LOW_PX : 0) + FOOT_PX
}

const hasKl = (tracks) => tracks.some(({ pack }) => pack.kl)

// The highest and the lowest of a term in all tracks.
function range(tracks, term) {
  const all = tracks.flatMap(({ pack }) => (pack[term] ? [...pack[term], ...(pack[`curve.${term}`] ?? [])] : []))
  const sound = all.filter(Number.isFinite)
  return [Math.min(...sound), Math.max(...sound)]
}

function drawCurves(canvas, tracks, at, ink, paper) {
  const [width, scale] = [canvas.clientWidth, Math.min(2, devicePixelRatio)]
  const height = curveHeight(tracks)
  canvas.width = width * scale
  canvas.height = height * scale
  const context = canvas.getContext("2d")
  context.scale(scale, scale)
  const last = Math.max(...tracks.map(({ snapshots }) => snapshots.at(-1).step))
  const x = (step) => LEFT_PX + placeOf(step, last) * (width - LEFT_PX - RIGHT_PX)
  const [least, most] = range(tracks, "reconstruction").map((nats) => Math.log(Math.max(nats, 1)))
  const up = (nats) => 8 + (1 - (Math.log(Math.max(nats, 1)) - least) / (most - least || 1)) * (TOP_PX - 16)
  edged(context, ink, paper, 1.5, () => {
    context.moveTo(x(at), 0)
    context.lineTo(x(at), height - FOOT_PX)
  })
  drawTerm(context, tracks, "reconstruction", x, up, at)
  for (const nats of NATS) {
    if (Math.log(nats) >= least && Math.log(nats) <= most) write(context, ink, paper, steps(nats), LEFT_PX - 6, up(nats), "right", 11)
  }
  const legend = tracks.length > 1 ? `: ${tracks.map(({ title }, t) => `${MARKS[t]} ${title}`).join(", ")}` : ""
  write(context, ink, paper, `reconstruction, nats${legend}`, width - RIGHT_PX, 9, "right", 11)
  if (hasKl(tracks)) {
    const [, high] = range(tracks, "kl")
    const foot = TOP_PX + GAP_PX + LOW_PX
    const rise = (nats) => foot - 4 - (nats / (high || 1)) * (LOW_PX - 10)
    drawTerm(context, tracks, "kl", x, rise, at)
    for (const nats of [0, Math.floor(high)]) write(context, ink, paper, steps(nats), LEFT_PX - 6, rise(nats), "right", 11)
    write(context, ink, paper, "KL, nats", width - RIGHT_PX, TOP_PX + GAP_PX + 4, "right", 11)
  }
  for (const step of TICK_STEPS.filter((each) => each <= last)) {
    write(context, ink, paper, steps(step), Math.min(x(step), width - 26), height - FOOT_PX / 2, "center", 11)
  }
}

function drawTerm(context, tracks, term, x, y, at) {
  tracks.forEach(({ pack, color, snapshots }, t) => {
    if (!pack[term]) return
    context.strokeStyle = context.fillStyle = color
    context.lineWidth = 1.5
    context.beginPath()
    pack[`curve.${term}`]?.forEach((nats, i) => Number.isFinite(nats) && context.lineTo(x(pack["curve.steps"][i]), y(nats)))
    context.stroke()
    for (const { step, losses } of snapshots) {
      const size = step === at ? 5 : 2.5
      context.beginPath()
      if (t) context.rect(x(step) - size, y(losses[term]) - size, 2 * size, 2 * size)
      else context.arc(x(step), y(losses[term]), size, 0, 2 * Math.PI)
      context.fill()
    }
  })
}
