// What the maps say in words: where a code lies, what is closest to it, and how one moves.

const placeWords = (code) => `(${number(code[0])}, ${number(code[1])})`
const digitWords = (label) => `${label === 8 ? "an" : "a"} ${label}`
// What an image of this class is called: of digits “a 3”, of others by the name of the class, or by what they are where there are no classes.
const classWords = ({ names, one = "digit" }, label) => (one === "digit" ? digitWords(label) : (names[label] ?? `a ${one}`))
// On a plane a code's shadow may be near while the code itself is far off it, so that a distance would say nothing.
const closest = (map, label, distance) => `${classWords(map, label)}${map.plane ? "" : `, ${number(distance)} away`}`
const nearWords = (map, label, distance) =>
  `closest ${map.plane ? "dot on this plane" : `test ${map.one ?? "digit"}`}: ${closest(map, label, distance)}`
const offWords = (off) => `${number(off)} off the plane`

function ringWords(code) {
  const ring = RINGS.find((each) => Math.hypot(...code) <= each)
  return ring ? `inside the ${ring} σ ring` : "outside all rings"
}

const isInView = ([x, y, half], code) => Math.abs(code[0] - x) <= half && Math.abs(code[1] - y) <= half

// A caption of a few short lines. On a phone it has the width of a thumb, and style leaves out what is `long`, before that what is `longer`.
function writeCaption(node, name, code, where, nearby, look, hides = false) {
  const before = element("span", { className: "long" }, "closest", element("span", { className: "longer", textContent: " code" }), ": ")
  node.replaceChildren(
    element("strong", {}, element("span", { textContent: name }), " ", element("span", { textContent: placeWords(code) })),
    element("div", { className: /^outside this|plane$/.test(where) ? "" : "long", textContent: where }), // the rings are on the map
    element("div", {}, before, nearby),
    element("div", { className: "read", textContent: hides ? "picture hidden" : look ? brief(reading(look)) : "\u00a0" }),
  )
}

function outsideWords(pack, { view }) {
  let outside = 0
  for (let i = 0; i < pack.codes.length; i += 2) outside += !isInView(view, [pack.codes[i], pack.codes[i + 1]])
  const share = (100 * outside) / pack.labels.length
  return share >= 0.5 ? `${share.toFixed(0)} % of codes outside` : "nearly all codes inside"
}

// Whether a question hides this: "pictures", what is decoded under the pointer; "own", where the visitor's digit lies.
const isHidden = ({ hidden }, what) => (hidden ?? []).includes(what)

// What is said of the place that the question asks for, once the visitor has pressed one.
function placeTaken({ data, code, pressedAt }) {
  return data.asks && String(code) === String(pressedAt) ? [`Your place is ${placeWords(code)}`] : []
}

function hintWords(state) {
  if (state.data.asks) {
    return state.held
      ? "Held here, as your place: press another if you like."
      : "Press the place that you mean; or go there with the arrow keys, and take it with Enter."
  }
  return state.held
    ? "Held here: click a map to let go."
    : "Move the mouse or a finger over a map; a click holds the place. Arrow keys move it too, with Shift in bigger steps."
}

function scaleWords({ maps }) {
  const views = new Set(maps.map((map) => String(map.view)))
  if (views.size === 1) return ""
  return "Each map has its own scale, so the two pointers are at the same place of their squares, but at two codes."
}

// Read these sentences out; what was read last is no news.
function say(node, sentences) {
  const text = sentences.join(". ")
  if (node.textContent !== text) node.textContent = text
}
