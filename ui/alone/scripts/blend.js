// The lesson on blending: from one digit to another pixel by pixel, and along the codes of an AE and of a VAE.

const STEPS = 9 // frames of a strip, both ends included
const PERCENT = 100 // places of the slider
let strips = null

lessons.blend = () => {
  showInput("a")
  showInput("b")
  showChoice("way", settings.way)
  byId("along").value = settings.along
  byId("along-words").textContent = `${settings.along} %`
  const packs = packsHere(facts.pair.map(({ name }) => name))
  if (!packs) return
  strips ??= buildStrips()
  const [start, end] = [digitNow("a"), digitNow("b")]
  const way = settings.way === "spherical" ? arc : line
  const coded = packs.map((pack) => {
    const ends = [pack.encode(start), pack.encode(end)]
    return { places: (count) => way(...ends, count), decode: pack.decode }
  })
  const ways = [{ places: (count) => line(start, end, count), decode: (pixels) => pixels }, ...coded]
  const share = Number(settings.along)
  ways.forEach(({ places, decode }, w) => {
    const now = decode(places(PERCENT + 1)[share])
    strips[w].row.show((strips[w].frames = places(STEPS).map(decode)), `${strips[w].title}, ${STEPS} frames`, "\u00a0")
    const read = readAs(JUDGE, now)
    strips[w].large.show([now], `${strips[w].title}, ${share} % of the way${read}`, [`${share} %`, brief(read)].filter(Boolean).join("; "))
  })
  byId("strips").dataset.drawn = JSON.stringify([settings.way, settings.along])
  judgeAtRest(lessons.blend, () => {
    for (const { row, frames, title } of strips) {
      const read = readRow(JUDGE, frames)
      row.show(frames, `${title}, ${STEPS} frames${read}`, read.slice(2).replaceAll("unclear", "?"))
    }
    speak(strips.map(({ large }) => large.canvas.ariaLabel).join(". "))
  })
}

function buildStrips() {
  const rows = [{ title: "Pixels, mixed", color: facts.grey }, ...facts.pair.map(({ title, color }) => ({ title: `${title}: codes mixed, then decoded`, color }))]
  const made = rows.map(({ title, color }) => ({
    title,
    row: wallFigure(title, color, STEPS, 1),
    large: wallFigure(title.split(":")[0], color, 1, 1),
  }))
  byId("strips").append(...made.map(({ row }) => row.figure))
  byId("large").append(...made.map(({ large }) => large.figure))
  for (const { row } of made) {
    row.figure.className = "strip"
    const follow = (event) => {
      if (event.type === "pointermove" && event.pointerType !== "mouse" && !event.buttons) return
      const box = row.canvas.getBoundingClientRect()
      const share = Math.max(0, Math.min(1, ((event.clientX - box.left) / box.width - 0.5 / STEPS) / (1 - 1 / STEPS)))
      set({ along: String(Math.round(PERCENT * share)) })
    }
    row.canvas.onpointermove = row.canvas.onpointerdown = follow
  }
  return made
}

function buildBlend() {
  bind("along", "along")
  bindChoice("way", "way")
}
