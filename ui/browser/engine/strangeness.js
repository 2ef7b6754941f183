// How strange a picture is, as autoencoders/scores/strangeness.py and percentiles.py have it: −ELBO over fixed draws, and the share of
// test digits below a value.

const STRANGE_DRAWS = 8 // draws of ε over which −ELBO is averaged

const strangeThrows = new Map() // those draws by the size of the code, each a list of numbers

// As many draws for every picture the same: each with its opposite, and each number with a mean square of 1.
function fixedThrows(d) {
  if (!strangeThrows.has(d)) {
    const count = STRANGE_DRAWS / 2
    const numbers = normals(0, count * d)
    const half = Array.from({ length: count }, (_, i) => numbers.subarray(i * d, (i + 1) * d))
    const sizes = Array.from({ length: d }, (_, j) => Math.sqrt(half.reduce((sum, row) => sum + row[j] ** 2, 0) / count))
    const scaled = half.map((row) => row.map((value, j) => Math.fround(value / sizes[j])))
    strangeThrows.set(d, [...scaled, ...scaled.map((row) => row.map((value) => -value))])
  }
  return strangeThrows.get(d)
}

// In nats; of a model that is no VAE it is not a number.
function negativeElbo(model, pixels) {
  if (!model.posterior) return NaN
  const { mean, logVar } = model.posterior(pixels)
  const throws = fixedThrows(mean.length)
  const costs = throws.map((epsilon) =>
    crossEntropy(pixels, model.logits(mean.map((m, i) => m + Math.exp(logVar[i] / 2) * epsilon[i]))))
  return total(costs) / throws.length + total(Array.from(klPerNumber(mean, logVar)))
}

// The share of test digits that have less than this, by evenly spaced quantiles from the least to the largest.
function shareBelow(value, quantiles) {
  const last = quantiles.length - 1
  if (value <= quantiles[0]) return 0
  if (value >= quantiles[last]) return 1
  let i = 1
  while (quantiles[i] < value) i++
  return (i - 1 + (value - quantiles[i - 1]) / (quantiles[i] - quantiles[i - 1])) / last
}
