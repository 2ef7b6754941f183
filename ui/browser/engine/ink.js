// The ink of a picture that is already a clean drawing, one tone on another or on nothing: what digit_from_picture in
// autoencoders/digits/picture.py sees in it where all that stands out is kept. There are no shadows here, no sheets on desks, no rows
// of digits: a picture with many greys, as a photo has, is told from a drawing and left to Python.

const PURE = 0.04 // of the way from the darkest to the brightest: a pixel so near to one of them is of that tone
const LEAST_PURE = 0.7 // of the pixels: with fewer of the two tones it is a photo
const MOST_INK = 0.5 // of the pixels: with more of the other tone than the paper's it is a sheet on a desk
const LEAST_SPREAD = 0.25 // of 1, from the darkest to the brightest of what is solid: with less the transparency is the drawing
const LEAST_PAPER = 0.02 // of 1: paper that is blacker is taken for this bright, since it is divided by
const STANDS_OUT = 0.42 // of the fullest ink: fainter pixels are the greys of its edge
const SOFT = 150 // times as long as the greys at an edge are wide, a pixel more, is the picture; what is fainter and further is no ink
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
  const inkIsLight = dark.all + dark.rim > light.all + light.rim
  if (dark.all + light.all < LEAST_PURE || (inkIsLight ? light : dark).all > MOST_INK) return none("photo")
  const paper = Math.max(LEAST_PAPER, inkIsLight ? 1 - low : high)
  const radius = Math.max(width, height) / SOFT
  const toContrast = (value) => 1 - (inkIsLight ? 1 - value : value) / paper
  const [contrast, calm] = [grey.map(toContrast), blurred(grey, width, height, radius).map(toContrast)]
  const sorted = calm.slice().sort()
  const [lowest, middle] = [quantile(sorted, 0.05), quantile(sorted, 0.3)]
  const noise = (middle - lowest) / 1.12 // of the paper, if that is normally distributed
  const level = middle + 0.52 * noise // of the paper
  const peaks = sorted.subarray(-Math.max(4, Math.floor(sorted.length / 400)))
  const peak = peaks.reduce((a, b) => a + b) / peaks.length
  const mask = calm.map((value) => value > level + STANDS_OUT * (peak - level))
  const full = quantile(contrast.filter((_, p) => mask[p]), 0.75)
  const floor = Math.min(level + 2 * noise, 0.3 * full)
  const near = spread(mask, width, height, halfToEven(1 + radius))
  return { ink: contrast.map((value, p) => 255 * near[p] * Math.max(0, Math.min(1, (value - floor) / (full - floor)))), fault: "" }
}

function blurred(values, width, height, radius) {
  if (radius < 0.5) return values
  const reach = Math.ceil(3 * radius)
  const weights = Array.from({ length: reach + 1 }, (_, i) => Math.exp(-0.5 * (i / radius) ** 2))
  const norm = 2 * weights.reduce((a, b) => a + b) - weights[0]
  const along = (from, step, length) =>
    from.map((_, p) => {
      const place = Math.floor(p / step) % length
      let sum = 0
      for (let by = -reach; by <= reach; by++) {
        const q = Math.max(0, Math.min(length - 1, place + by))
        sum += weights[Math.abs(by)] * from[p + (q - place) * step]
      }
      return sum / norm
    })
  return along(along(values, 1, width), width, height)
}

// 1 where a pixel of the mask is so near, along rows and columns, else 0.
function spread(mask, width, height, reach) {
  const along = (from, step, length) =>
    from.map((_, p) => {
      const place = Math.floor(p / step) % length
      for (let by = -Math.min(reach, place); by <= Math.min(reach, length - 1 - place); by++) if (from[p + by * step]) return 1
      return 0
    })
  return along(along(mask, 1, width), width, height)
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
  const brightness = channel((at) => GREY[0] * rgba[at] + GREY[1] * rgba[at + 1] + GREY[2] * rgba[at + 2])
  const colours = [0, 1, 2].map((c) => channel((at) => rgba[at + c]))
  const widest = colours.reduce((a, b) => (variance(b.filter(isSolid)) > variance(a.filter(isSolid)) ? b : a))
  const twice = 4 * variance(brightness.filter(isSolid)) // twice the deviation
  const grey = variance(widest.filter(isSolid)) > twice ? widest : brightness
  if (full - clear < LEAST_CONTRAST) return grey
  const solid = grey.filter(isSolid)
  if (quantile(solid, 0.995) - quantile(solid, 0.005) < LEAST_SPREAD) return alpha.map((value) => 1 - value)
  const middle = quantile(solid, 0.5)
  const paper = solid.length > count / 2 ? middle : middle < 0.5 ? 1 : 0
  return grey.map((value, p) => alpha[p] * value + (1 - alpha[p]) * paper)
}

function variance(values) {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}

// Which part of all pixels, and of those at the picture's edge, is so.
function tones(grey, width, height, isSo) {
  const part = (values) => values.reduce((count, value) => count + isSo(value), 0) / values.length
  const isRim = (_, p) => p < width || p >= width * (height - 1) || p % width === 0 || p % width === width - 1
  return { all: part(grey), rim: part(grey.filter(isRim)) }
}
