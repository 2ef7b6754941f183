// A recorded training, as autoencoders/recording.py writes it: of its pack the snapshots in order. Each has its `step`, its `losses` and,
// where the pack has them, `codes`, the `spread` of one digit's cloud, `decode(code)` and `pictures`, which a visitor's own run has in
// place of decoders. A pack may name the model at which it ends as its `last`. tests/browser/test_engine.py holds the decoders to Python's (low_rank.py).

function snapshotsOf(pack) {
  const count = pack.steps.length
  const slice = (array, i) => array && array.subarray((array.length / count) * i, (array.length / count) * (i + 1))
  return Array.from(pack.steps, (step, i) => ({
    step,
    losses: lossesAt(pack, i),
    codes: slice(pack.codes, i),
    labels: pack.labels,
    spread: slice(pack.spread, i),
    pictures: slice(pack.pictures, i),
    decode: i === count - 1 && pack.last ? pack.last.decode : pack[`${i}.scales`] && ((code) => sigmoid(lowRank(pack, i, code))),
  }))
}

const lossesAt = (pack, i) =>
  Object.fromEntries(["reconstruction", "kl"].filter((name) => pack[name]).map((name) => [name, pack[name][i]]))

// The logits of decoder i: the second kernel is left · diag(scales) · right, of whole numbers.
function lowRank(pack, i, code) {
  const [hidden, left, scales, right] = ["hidden", "left", "scales", "right"].map((name) => pack[`${i}.${name}`])
  const units = hidden.length / (code.length + 1)
  const pairs = new Float64Array(scales.length)
  for (let j = 0, at = 0; j < units; j++) {
    let unit = hidden[code.length * units + j]
    for (let n = 0; n < code.length; n++) unit += code[n] * hidden[n * units + j]
    if (unit < 0) unit *= SLOPE
    for (let k = 0; k < pairs.length; k++) pairs[k] += unit * left[at++]
  }
  const out = Float64Array.from(pack[`${i}.bias`])
  for (let k = 0, at = 0; k < pairs.length; k++) {
    const pair = pairs[k] * scales[k]
    for (let p = 0; p < out.length; p++) out[p] += pair * right[at++]
  }
  return out
}

// The share of a snapshot's codes that are inside a ring of this radius.
function insideOf({ codes }, radius) {
  let inside = 0
  for (let i = 0; i < codes.length; i += 2) inside += Math.hypot(codes[i], codes[i + 1]) < radius
  return inside / (codes.length / 2)
}

// That share, and how many classes live there: each with at least the share `lives` of its own codes (scores/ring_facts.py).
function ringFacts(snapshot, radius, lives) {
  const { codes, labels } = snapshot
  const [all, there] = [new Array(10).fill(0), new Array(10).fill(0)]
  labels.forEach((label, n) => {
    all[label]++
    there[label] += Math.hypot(codes[2 * n], codes[2 * n + 1]) < radius
  })
  const classes = there.filter((count, label) => count > 0 && count >= lives * all[label]).length
  return { inside: insideOf(snapshot, radius), classes }
}
