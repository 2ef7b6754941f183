// The ink of a picture that is already a clean drawing, one tone on another or on nothing: what digit_from_picture in
// autoencoders/digits/picture.py sees in it where all that stands out is kept. There are no shadows here, no sheets on desks, no rows
// of digits: a picture with many greys, as a photo has, is told from a drawing and left to Python.

const PURE = 0.04 // of the way from the darkest to the brightest: a pixel so near to one of them is of that tone
const LEAST_PURE = 0.7 // of the pixels: with fewer of the two tones it is a photo
const MOST_INK = 0.5 // of the pixels: with more of the other tone than the paper's it is a sheet on a desk
const LEAST_PAPER_AROUND = 0.6 // of the pixels along the picture's edge: with fewer of the paper's tone a desk is in the picture
const LEAST_SPREAD = 0.25 // of 1, from the darkest to the brightest of what is solid: with less the transparency is the drawing
const LEAST_PAPER = 0.02 // of 1: paper that is blacker is taken for this bright, since it is divided by
const SOFT = 150 // times the deviation of the blur under which ink is looked for fit into the picture's longer side
const STANDS_OUT = 0.42 // of the way from the paper to the fullest ink: what is below is the greys of an edge, or a smudge
const GREY = [0.299, 0.587, 0.114] // how bright red, green and blue are (BT.601)

// { ink, fault }: width × height numbers from 0 to 255 for digitOf; or no ink, and why: "empty" or "photo". `rgba` has four bytes a
// pixel. A larger picture is given at 400 pixels of its longer side, as Python reads it.
function inkOf(rgba, width, height) {
  const none = (fault) => ({ ink: null, fault })
  const grey = greyOf(rgba)
  const [low, high] = grey ? extremes(grey) : [0, 0]
  if (high - low < LEAST_CONTRAST) return none("empty")
  const margin = PURE * (high - low)
  const dark = tones(grey, width, height, (value) => value <= low + margin)
  const light = tones(grey, width, height, (value) => value >= high - margin)
  const [paper, ink] = dark.all + dark.rim > light.all + light.rim ? [dark, light] : [light, dark]
  if (paper.all + ink.all < LEAST_PURE || ink.all > MOST_INK || paper.rim < LEAST_PAPER_AROUND) return none("photo")
  const brightness = Math.max(LEAST_PAPER, paper === dark ? 1 - low : high)
  const contrast = grey.map((value) => 1 - (paper === dark ? 1 - value : value) / brightness)
  return { ink: inkIn(contrast, width, height), fault: "" }
}

// From 0, paper, to 255 where it is as full as in a quarter of what stands out, and 0 wherever nothing near stands out.
function inkIn(contrast, width, height) {
  const radius = Math.max(width, height) / SOFT
  const calm = radius < 0.5 ? contrast : blurred(contrast, width, height, radius)
  const sorted = calm.slice().sort()
  const [lowest, middle] = [quantile(sorted, 0.05), quantile(sorted, 0.3)]
  const noise = (middle - lowest) / 1.12 // the deviation of paper between whose two quantiles this lies, if it is normal
  const level = middle + 0.52 * noise
  const peaks = sorted.subarray(-Math.max(4, Math.floor(sorted.length / 400)))
  const least = level + STANDS_OUT * (peaks.reduce((a, b) => a + b) / peaks.length - level)
  const full = quantile(contrast.filter((_, p) => calm[p] > least), 0.75)
  const floor = Math.min(level + 2 * noise, 0.3 * full)
  const near = reached(calm.map((value) => value > least), width, height, halfToEven(1 + radius))
  return contrast.map((value, p) => 255 * near[p] * Math.max(0, Math.min(1, (value - floor) / (full - floor))))
}

const extremes = (values) => values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity])

// Each pixel's grey in [0, 1], transparency resolved; null where nothing is solid. Ink that differs from its paper in hue only is seen
// in one of the colours.
function greyOf(rgba) {
  const count = rgba.length / 4
  const channel = (value) => Float32Array.from({ length: count }, (_, p) => value(4 * p) / 255)
  const alpha = channel((at) => rgba[at + 3])
  const [clear, full] = extremes(alpha)
  if (full < LEAST_CONTRAST) return null
  const isSolid = (_, p) => alpha[p] >= full / 2
  const bright = channel((at) => GREY[0] * rgba[at] + GREY[1] * rgba[at + 1] + GREY[2] * rgba[at + 2])
  const looks = [bright, ...[0, 1, 2].map((c) => channel((at) => rgba[at + c]))]
  const spreads = looks.map((look) => variance(look.filter(isSolid)))
  const widest = spreads.indexOf(Math.max(...spreads))
  const grey = looks[spreads[widest] > 4 * spreads[0] ? widest : 0] // of twice the deviation
  if (full - clear < LEAST_CONTRAST) return grey
  const solid = grey.filter(isSolid)
  if (quantile(solid, 0.995) - quantile(solid, 0.005) < LEAST_SPREAD) return alpha.map((value) => 1 - value)
  const middle = quantile(solid, 0.5)
  const paper = solid.length > count / 2 ? middle : Number(middle < 0.5)
  return grey.map((value, p) => alpha[p] * value + (1 - alpha[p]) * paper)
}

function variance(values) {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}

// Which share of all pixels, and of those along the picture's edge, is so.
function tones(grey, width, height, isSo) {
  const share = (values) => values.reduce((count, value) => count + isSo(value), 0) / values.length
  const isRim = (_, p) => p < width || p >= width * (height - 1) || p % width === 0 || p % width === width - 1
  return { all: share(grey), rim: share(grey.filter(isRim)) }
}

// The Gaussian average of this deviation; beyond the edge lies what lies on it.
function blurred(values, width, height, deviation) {
  const reach = Math.ceil(3 * deviation)
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-0.5 * ((i - reach) / deviation) ** 2))
  const sum = weights.reduce((a, b) => a + b)
  return alongBoth(values, width, height, (around) => {
    let mean = 0
    for (let i = 0; i < weights.length; i++) mean += (weights[i] / sum) * around(i - reach)
    return mean
  })
}

// 1 where a pixel of the mask is so near, along rows and along columns, else 0.
const reached = (mask, width, height, reach) =>
  alongBoth(mask, width, height, (around) => {
    for (let by = -reach; by <= reach; by++) if (around(by)) return 1
    return 0
  })

// Along the rows and then along the columns: for each pixel made(around), where around(by) is the value so many pixels further.
function alongBoth(values, width, height, made) {
  const along = (from, step, length) =>
    from.map((_, p) => {
      const place = Math.floor(p / step) % length
      return made((by) => from[p + (Math.max(0, Math.min(length - 1, place + by)) - place) * step])
    })
  return along(along(values, 1, width), width, height)
}
