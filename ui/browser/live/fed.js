// The part “Fed back” as it follows pen and slider: what each model has made of the digit after so many passes, its strip, how it ends. Parts
// are named in ui/vae/fed_figures.py. While the pen is down only the first passes are made: fifty in three models take longer than a frame.

const LESSON = { // the part that carries the values, what changes them, and what then becomes of its parts
  name: "fed",
  controls: [{ key: "passes", name: "passes", kind: "slider" }],
  paint: paintFed,
}
const DRAWN_PASSES = 3 // passes while the pen is down

const walked = new Map() // by a model's name, the last digit that went round in it, and its way

function walkOf({ name, ...model }, digit, times) {
  const known = walked.get(name)
  if (known && known.walk.steps.length >= times && known.digit.every((pixel, p) => pixel === digit[p])) return known.walk
  const walk = fedBack(model, digit, times)
  walked.set(name, { digit: Float32Array.from(digit), walk })
  return walk
}

function paintFed({ digit, passes }, models, { shown, times, judge }, parts) {
  const made = hand.down ? DRAWN_PASSES : times
  const now = Math.min(passes, made)
  paintPart(parts, "fed given", greyPicture(digit))
  writePart(parts, "fed read given", "\u00a0")
  const walks = models.map((model) => ({ title: model.title, walk: walkOf(model, digit, made) }))
  for (const { title, walk } of walks) {
    paintPart(parts, `fed large ${title}`, greyPicture(walk.pictures[now]))
    writePart(parts, `fed caption ${title}`, `${title}, pass ${now}`)
    writePart(parts, `fed read ${title}`, "\u00a0")
    writePart(parts, `fed step ${title}`, now ? `step ${shareWords(walk.steps[now - 1])}` : "\u00a0")
    writePart(parts, `fed fate ${title}`, made < times ? "\u00a0" : fateWords(walk))
    for (const pass of shown) {
      const name = `fed ${title} ${pass}`
      if (pass <= made) paintPart(parts, name, greyPicture(walk.pictures[pass]))
      for (const place of parts.of(`${name} place`)) {
        markPart(place, "now", pass === now)
        markPart(place, "waits", pass > made)
      }
      writePart(parts, `${name} read`, "")
    }
  }
  return () => { // once it rests
    const given = readAs(judge, digit)
    if (!given) return "" // without the judge (yet) what the server says stays
    const rest = liveParts()
    writePart(rest, "fed read given", brief(given))
    tellPart("fed given", () => `what you gave, enlarged${given}`)
    return walks.map(({ title, walk }) => {
      const read = readAs(judge, walk.pictures[now])
      const words = `${title}, ${passWords(now)}`
      writePart(rest, `fed read ${title}`, brief(read))
      tellPart(`fed large ${title}`, () => `${words}, enlarged${read}`)
      for (const pass of shown) {
        const said = pass <= made ? readAs(judge, walk.pictures[pass]) : ""
        writePart(rest, `fed ${title} ${pass} read`, glyphOf(said))
        tellPart(`fed ${title} ${pass}`, () => `${title}, ${passWords(pass)}${said}`)
      }
      return `${words}${read}`
    }).join(". ")
  }
}

const passWords = (pass) => (pass === 0 ? "as given" : `after ${pass} ${pass === 1 ? "pass" : "passes"}`)

// One letter for what a picture is read as, as ui/vae/figures.py has it.
const glyphOf = (words) => words.match(/read as (\d)/)?.[1] ?? (words.includes("no clear digit") ? "?" : words ? "–" : "")
