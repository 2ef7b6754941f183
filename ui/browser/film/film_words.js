// What a film says: the step, what the losses are there, how many of the codes lie in the ring, and what its curve shows.

const LIVES = 0.01 // share of a class's codes inside the ring from which on it lives there (autoencoders/scores/ring_facts.py)
const RING = 2 // standard deviations of the prior

const steps = (step) => Math.round(step).toLocaleString("en-US")
const percent = (share) => `${Math.round(100 * share)} %`

function lossWords({ losses }) {
  const kl = losses.kl === undefined ? "" : ` + KL ${number(losses.kl, 1)}`
  return `reconstruction ${number(losses.reconstruction, 1)}${kl} nats`
}

function codeWords(snapshot) {
  if (!snapshot.labels) return `${percent(insideOf(snapshot, RING))} of codes in the 2 σ ring`
  const { inside, classes } = ringFacts(snapshot, RING, LIVES)
  return `${percent(inside)} of codes in the 2 σ ring, ${classes} kinds live there`
}

const cloudWords = ({ spread }) => `one digit's cloud: σ ${number(Math.hypot(...spread) / Math.SQRT2)}`

// All that a track says at a snapshot, as short sentences.
function trackWords(snapshot) {
  const words = [lossWords(snapshot)]
  if (snapshot.codes) words.push(codeWords(snapshot))
  if (snapshot.spread) words.push(cloudWords(snapshot))
  return words
}

const whatMap = ({ title }, layer) =>
  layer === "decoded digits" ? `What the ${title}'s decoder draws at 20 × 20 places` : `Map of the ${title}'s codes`

function curveWords(tracks) {
  const ends = tracks.map(({ title, snapshots }) => {
    const [first, last] = [snapshots[0], snapshots.at(-1)].map(({ losses }) => losses)
    const kl = first.kl === undefined ? "" : `, KL from ${number(first.kl, 1)} to ${number(last.kl, 1)}`
    return `${title}: reconstruction from ${number(first.reconstruction, 1)} to ${number(last.reconstruction, 1)}${kl}`
  })
  return `Losses in nats over ${steps(tracks[0].snapshots.at(-1).step)} steps. ${ends.join("; ")}`
}
