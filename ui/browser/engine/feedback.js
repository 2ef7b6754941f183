// Outputs fed back as inputs, as autoencoders/scores/feedback.py has it: pictures, codes and step lengths on the way, and how it ends.

const STILL = 1e-3 // of full scale, root mean square: a step below this counts as none
const LONGEST_CIRCLE = 10 // passes in which a circle must close to be seen as one

const distance = (a, b) => Math.sqrt(mse(a, b))

// `pictures` are the given one and all that come of it, `codes` those of which each is decoded, `steps` how far each pass moved it.
function fedBack(pack, pixels, times) {
  const walk = { pictures: [pixels], codes: [], steps: [] }
  for (let pass = 0; pass < times; pass++) {
    walk.codes.push(pack.encode(walk.pictures[pass]))
    walk.pictures.push(pack.decode(walk.codes[pass]))
    walk.steps.push(distance(walk.pictures[pass + 1], walk.pictures[pass]))
  }
  return walk
}

// From which pass on nothing moves, null where something does; in how many passes a circle closes, or 0.
function fateOf({ pictures, steps }) {
  if (steps.at(-1) < STILL) return { rests: steps.findLastIndex((step) => step >= STILL) + 1, circle: 0 }
  const last = pictures.at(-1)
  const back = pictures.slice(-1 - LONGEST_CIRCLE, -1).reverse().findIndex((picture) => distance(last, picture) < STILL)
  return { rests: null, circle: back + 1 }
}

// The same in words, as ui/vae/fed_words.py has them.
function fateWords(walk) {
  const { rests, circle } = fateOf(walk)
  if (rests !== null) return rests ? `at rest from pass ${rests + 1} on` : "at rest from the start"
  if (circle) return `in a circle of ${circle} passes`
  return `still on the move after ${walk.steps.length}, by ${shareWords(walk.steps.at(-1))} a pass`
}

// A share of full scale in percent, to two figures where it is small.
function shareWords(share) {
  const value = 100 * share
  return `${value.toFixed(value >= 10 ? 0 : value >= 0.95 ? 1 : 2)} %`
}
