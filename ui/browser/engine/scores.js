// What a picture is worth, as autoencoders/scores/metrics.py and losses.py have it: one picture of 784 pixels at a time. Cross-entropy
// and KL are in nats, PSNR in dB.

const SSIM_TAPS = 11 // pixels of a side of SSIM's Gaussian window (Wang et al. 2004)
const SSIM_SIGMA = 1.5 // its standard deviation in pixels
const SSIM_K1 = 0.01 // keeps the quotient of luminance from 0/0, as a share of the peak
const SSIM_K2 = 0.03 // and that of structure
const SSIM_WINDOW = gaussian(SSIM_TAPS, SSIM_SIGMA) // weights that sum to 1

function gaussian(taps, sigma) {
  const weights = Array.from({ length: taps }, (_, i) => Math.exp(-0.5 * ((i - Math.floor(taps / 2)) / sigma) ** 2))
  const sum = weights.reduce((a, b) => a + b)
  return weights.map((weight) => weight / sum)
}

// Of the clean digit under these logits, summed over the pixels: log(1 + e^l) − x·l, without overflow; the Bernoulli term, not normalised.
function crossEntropy(clean, logits) {
  let sum = 0
  for (let p = 0; p < PIXELS; p++) sum += pixelCost(clean[p], logits[p])
  return sum
}

const pixelCost = (x, logit) => Math.max(logit, 0) - x * logit + Math.log1p(Math.exp(-Math.abs(logit)))

// What it leaves out: the continuous Bernoulli's log C (Loaiza-Ganem & Cunningham 2019), log(l / tanh(l/2)), summed over the pixels.
const SERIES_BELOW = 1e-4 // logits below which that is a series, as in autoencoders/losses.py

function logNormaliser(logits) {
  let sum = 0
  for (let p = 0; p < logits.length; p++) {
    const size = Math.abs(logits[p])
    sum += size < SERIES_BELOW ? Math.LN2 + size ** 2 / 12 : Math.log(size) - Math.log(Math.tanh(size / 2))
  }
  return sum
}

// What a perfect copy scores: the entropy of its pixels, each read as a coin.
function entropyFloor(clean) {
  const term = (x) => (x > 0 ? x * Math.log(x) : 0)
  let sum = 0
  for (let p = 0; p < PIXELS; p++) sum -= term(clean[p]) + term(1 - clean[p])
  return sum
}

function mse(one, other) {
  let sum = 0
  for (let p = 0; p < PIXELS; p++) sum += (one[p] - other[p]) ** 2
  return sum / PIXELS
}

const psnr = (one, other) => -10 * Math.log10(mse(one, other))

// Structural similarity, at most 1, over the 18 × 18 places where the window fits.
function ssim(one, other) {
  const [x, y] = [averages(one), averages(other)]
  const both = windowed(product(one, other))
  let sum = 0
  for (let i = 0; i < both.length; i++) {
    const [meanX, meanY] = [x.mean[i], y.mean[i]]
    const luminance = (2 * meanX * meanY + SSIM_K1 ** 2) / (meanX * meanX + meanY * meanY + SSIM_K1 ** 2)
    const structure =
      (2 * (both[i] - meanX * meanY) + SSIM_K2 ** 2) / (x.square[i] - meanX * meanX + y.square[i] - meanY * meanY + SSIM_K2 ** 2)
    sum += luminance * structure
  }
  return sum / both.length
}

const known = new WeakMap() // averages by picture: many outputs are compared with one digit

function averages(pixels) {
  if (!known.has(pixels)) known.set(pixels, { mean: windowed(pixels), square: windowed(product(pixels, pixels)) })
  return known.get(pixels)
}

function product(one, other) {
  const made = new Float64Array(PIXELS)
  for (let p = 0; p < PIXELS; p++) made[p] = one[p] * other[p]
  return made
}

// The Gaussian average around each place where the window fits: along the rows, then along the columns.
function windowed(pixels) {
  const places = SIDE - SSIM_TAPS + 1
  const rows = new Float64Array(SIDE * places)
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < places; column++) {
      let sum = 0
      for (let tap = 0; tap < SSIM_TAPS; tap++) sum += SSIM_WINDOW[tap] * pixels[row * SIDE + column + tap]
      rows[row * places + column] = sum
    }
  }
  const out = new Float64Array(places * places)
  for (let at = 0; at < out.length; at++) {
    for (let tap = 0; tap < SSIM_TAPS; tap++) out[at] += SSIM_WINDOW[tap] * rows[at + tap * places]
  }
  return out
}

// KL(q‖N(0, I)) of each number of a code: ½(μ² + σ² − 1 − ln σ²) (Kingma & Welling 2014, appendix B).
const klPerNumber = (mean, logVar) => mean.map((m, i) => 0.5 * (m * m + Math.exp(logVar[i]) - 1 - logVar[i]))

const total = (numbers) => numbers.reduce((sum, each) => sum + each, 0)
