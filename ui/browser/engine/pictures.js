// Pictures of numbers as RGBA bytes, as ui/pictures.py makes them: error maps and strips of codes. A picture is { width, height, data }.

const MISSING = [33, 102, 172] // ink that is missing, as red, green and blue of 255
const RIGHT = [247, 247, 247] // no error
const SPARE = [178, 24, 43] // ink that should not be there
const STRIP_WIDTH = 200 // pixels that the strip of a code is at least as wide as, until its bars are two pixels thin
const STRIP_HEIGHT = 56 // pixels

const picture = (width, height) => ({ width, height, data: new Uint8ClampedArray(4 * width * height) })

// Pixels as grey; what lies outside [0, 1] is clipped.
function greyPicture(pixels) {
  const made = picture(SIDE, SIDE)
  for (let p = 0; p < PIXELS; p++) {
    made.data.fill(Math.round(255 * Math.max(0, Math.min(1, pixels[p]))), 4 * p, 4 * p + 3)
    made.data[4 * p + 3] = 255
  }
  return made
}

// Output minus clean: white none, blue where ink is missing, red where there is too much.
function errorMap(clean, output) {
  const made = picture(SIDE, SIDE)
  for (let p = 0; p < PIXELS; p++) {
    const error = Math.max(-1, Math.min(1, output[p] - clean[p]))
    const towards = error > 0 ? SPARE : MISSING
    for (let c = 0; c < 3; c++) made.data[4 * p + c] = RIGHT[c] + Math.abs(error) * (towards[c] - RIGHT[c])
    made.data[4 * p + 3] = 255
  }
  return made
}

// The code as bars about a middle line in this colour, "#rrggbb"; the longest bar fills its half.
function codeStrip(code, color) {
  const each = Math.max(2, Math.floor(STRIP_WIDTH / code.length))
  const half = STRIP_HEIGHT / 2
  const made = picture(each * code.length, STRIP_HEIGHT)
  const longest = Math.max(...Array.from(code, Math.abs), 1e-6)
  const ink = [...[1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16)), 255]
  const fill = (left, right, top, bottom, rgba) => {
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) made.data.set(rgba, 4 * (y * made.width + x))
  }
  for (let i = 0; i < code.length; i++) {
    const length = Math.round((Math.abs(code[i]) / longest) * (half - 1))
    const [left, right] = [i * each, (i + 1) * each - (each > 2 ? 1 : 0)]
    if (code[i] > 0) fill(left, right, half - length, half, ink)
    else fill(left, right, half, half + length, ink)
  }
  fill(0, made.width, half - 1, half + 1, [128, 128, 128, 255])
  return made
}
