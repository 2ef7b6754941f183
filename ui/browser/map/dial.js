// The dial over a map, at whose places stand other models of the same kind; and the walk of a map's dots from the codes of one model to those
// of the next, in which each stays the same test digit.

const WALK_MS = 900 // milliseconds of a walk: long enough to follow one cloud, short enough to wait for

// The dial as an element of the map's head; `turned(place)` is called once it is let go.
function buildDial(turned) {
  const input = element("input", { type: "range", min: 0, step: 1 })
  const value = element("output")
  const label = element("label", { className: "dial", hidden: true }, value, input)
  const dial = { label, input, value, places: [], of: "", given: null }
  input.oninput = () => nameDial(dial)
  input.onchange = () => turned(dial.places[Number(input.value)])
  return dial
}

function setDial(dial, given) {
  dial.label.hidden = !given
  if (!given) return
  if (given.at === dial.given) return // what the visitor has turned since stands until it is answered
  Object.assign(dial, { places: given.places, of: given.label, given: given.at })
  dial.input.max = given.places.length - 1
  dial.input.value = given.places.indexOf(given.at)
  nameDial(dial)
}

function nameDial({ input, value, places, of }) {
  const words = `${of} = ${places[Number(input.value)]}`
  value.textContent = words
  input.setAttribute("aria-label", `${of} of this map`)
  input.setAttribute("aria-valuetext", words)
}

// Whether the dots of one pack can walk to those of the other: they are the same digits.
const canWalk = (from, to) => from && from !== to && from.codes.length === to.codes.length && from.labels.every((label, i) => label === to.labels[i])

// Call `frame(pack, view)` for each frame of the walk, then `done()`; gives the function that stops it.
function walkCodes(from, to, done, frame) {
  const began = performance.now()
  const codes = new Float32Array(to.pack.codes.length)
  const mix = (one, other, t) => one + (other - one) * t
  let waiting = requestAnimationFrame(function step(now) {
    const share = Math.max(0, Math.min(1, (now - began) / WALK_MS))
    if (share === 1) return done()
    const t = share * share * (3 - 2 * share)
    for (let i = 0; i < codes.length; i++) codes[i] = mix(from.pack.codes[i], to.pack.codes[i], t)
    frame({ codes, labels: to.pack.labels }, from.view.map((value, i) => mix(value, to.view[i], t)))
    waiting = requestAnimationFrame(step)
  })
  return () => cancelAnimationFrame(waiting)
}
