// What can befall a digit: (pixels, strength, seed) to pixels, each kind the same function as in autoencoders/digits/damage.py, which
// says what they do. What chance decides is a number of the seed (chance.js).

const damages = { // by the kind's name
  noise: (pixels, sigma, seed) => {
    const standard = standardNoise(seed)
    return pixels.map((value, p) => value + Math.fround(sigma) * standard[p])
  },
  mask: (pixels, side, seed) => {
    const [left, top] = [...uniforms(seed, 2)].map((place) => Math.floor(place * (SIDE + 1 - side)))
    const isIn = (at, first) => at >= first && at < first + side
    return pixels.map((value, p) => (isIn(p % SIDE, left) && isIn(Math.floor(p / SIDE), top) ? 0 : value))
  },
  salt: (pixels, percent, seed) => {
    const chances = uniforms(seed, 2 * pixels.length)
    return pixels.map((value, p) => (chances[p] < percent / 100 ? Number(chances[pixels.length + p] < 0.5) : value))
  },
  blur: (pixels, deviation) => {
    if (!deviation) return pixels
    const weight = (apart) => Math.exp(-0.5 * (apart / deviation) ** 2)
    let whole = 0
    for (let apart = -SIDE; apart <= SIDE; apart++) whole += weight(apart)
    const weights = Array.from({ length: SIDE }, (_, apart) => weight(apart) / whole)
    const along = (of, step, start) => (p, at) => { // the sum over a row or a column that pixel p is in, `at` its place there
      let sum = 0
      for (let other = 0; other < SIDE; other++) sum += weights[Math.abs(other - at)] * of[start(p) + other * step]
      return sum
    }
    const across = along(pixels, 1, (p) => p - (p % SIDE))
    const rows = Float64Array.from(pixels, (_, p) => across(p, p % SIDE))
    const down = along(rows, SIDE, (p) => p % SIDE)
    return pixels.map((_, p) => down(p, Math.floor(p / SIDE)))
  },
  shift: (pixels, distance, seed) => {
    const angle = 2 * Math.PI * uniforms(seed, 1)[0]
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)].map((way) => Math.floor(distance * way + 0.5))
    return sampled(pixels, (x, y) => [x - dx, y - dy])
  },
  rotation: (pixels, degrees) => {
    const angle = (degrees * Math.PI) / 180
    const [cos, sin, middle] = [Math.cos(angle), Math.sin(angle), (SIDE - 1) / 2]
    return sampled(pixels, (x, y) => {
      const [u, v] = [x - middle, y - middle]
      return [cos * u + sin * v + middle, cos * v - sin * u + middle]
    })
  },
}

// The picture whose pixel x, y is what the pixels have at `place(x, y)`, bilinearly; outside of them is paper.
function sampled(pixels, place) {
  const at = (x, y) => (x >= 0 && x < SIDE && y >= 0 && y < SIDE ? pixels[y * SIDE + x] : 0)
  return pixels.map((_, p) => {
    const [u, v] = place(p % SIDE, Math.floor(p / SIDE))
    const [left, top] = [Math.floor(u), Math.floor(v)]
    const [a, b] = [u - left, v - top]
    return (1 - b) * ((1 - a) * at(left, top) + a * at(left + 1, top)) + b * ((1 - a) * at(left, top + 1) + a * at(left + 1, top + 1))
  })
}

const lastNoise = { seed: -1, values: null } // a slider asks for the same noise again and again

function standardNoise(seed) {
  if (lastNoise.seed !== seed) Object.assign(lastNoise, { seed, values: normals(seed, SIDE * SIDE).map(Math.fround) })
  return lastNoise.values
}

// The damaged digit, for noise cut to [0, 1] where that is asked for.
function damaged({ kind, strength, seed, clip }, pixels) {
  const found = damages[kind](pixels, strength, seed)
  return clip && kind === "noise" ? found.map((value) => Math.max(0, Math.min(1, value))) : found
}

// A strength as pages write it, and a kind's words with it; `row` is the kind as Python sends it.
const strengthWords = (row, strength) => strength.toFixed(row.decimals).replace("-", "\u2212")
const damageWords = (template, row, strength) => template.replaceAll("{}", strengthWords(row, strength))
