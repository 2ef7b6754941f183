// A drawing as MNIST has its digits: what digit_from_drawing in autoencoders/digits/picture.py does, number for number. It runs at every
// move of the pen. Numbers are float32 and added in NumPy's order wherever a sum decides how a pixel is rounded: the mass of a straight
// line lies exactly between two pixels, and the last bit says to which of them it goes.

const LEAST_CONTRAST = 0.06 // of 1: a drawing whose fullest ink is fainter is empty
const LEAST_INK = 0.05 // of 1: fainter ink is outside the crop
const BOX_SIDE = 20 // pixels of the box that a digit of MNIST is fitted into
const BOARD = 8 // pixels of the drawing board for each pixel of that box: strokes are thickened there
const LEAST_STROKE = 2.2 // pixels of the box: a quarter of MNIST's digits have thinner strokes
const FULL_SHARE = 0.8 // of the fitted pixels with ink, so many are no brighter than what counts as full ink

// The digit, 784 pixels in [0, 1], of this ink, width × height numbers from 0 to 255; null where nothing is drawn.
function digitOf(ink, width, height = width) {
  const digit = croppedInk(ink, width, height)
  if (!digit) return null
  return hasTheForm(digit, ink, width, height) ? Float32Array.from(ink, (value) => value / 255) : centredDigit(fittedDigit(digit))
}

// What is inside the smallest box around the ink, { values, width, height } with values in [0, 1].
function croppedInk(ink, width, height) {
  let [left, right, top, bottom, most] = [width, -1, height, -1, 0]
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (ink[at] <= 255 * LEAST_INK) continue
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      if (ink[at] > most) most = ink[at]
      bottom = y
    }
  }
  if (most < 255 * LEAST_CONTRAST) return null
  const digit = grid(right - left + 1, bottom - top + 1)
  for (let y = 0, at = 0; y < digit.height; y++) {
    for (let x = 0, from = (top + y) * width + left; x < digit.width; x++) digit.values[at++] = ink[from++] / 255
  }
  return digit
}

const grid = (width, height) => ({ values: new Float32Array(width * height), width, height })

// Whether this is an image as MNIST's: 28 × 28, in a box of about 20, its mass within a pixel of the middle. Then it stays as it is.
function hasTheForm(digit, ink, width, height) {
  const longest = Math.max(digit.width, digit.height)
  if (width !== SIDE || height !== SIDE || longest < BOX_SIDE - 4 || longest > BOX_SIDE + 2) return false
  const image = grid(SIDE, SIDE)
  for (let at = 0; at < PIXELS; at++) image.values[at] = ink[at] / 255
  return middles(image).every((middle) => Math.abs(middle - SIDE / 2) <= 1.2)
}

// Into at most 20 × 20, aspect kept. Strokes thinner than MNIST's are thickened, or they would fade to grey.
function fittedDigit(digit) {
  const longest = Math.max(digit.width, digit.height)
  const grow = Math.max(0, LEAST_STROKE - (BOX_SIDE / longest) * strokeWidth(digit) || 0) / 2
  const scale = (BOX_SIDE - 2 * grow) / longest
  const box = [digit.width, digit.height].map((side) => Math.max(1, Math.min(BOX_SIDE, halfToEven(side * scale + 2 * grow))))
  const inner = box.map((side) => Math.max(1, halfToEven((side - 2 * grow) * BOARD)))
  const board = thickened(padded(boxResized(digit, ...inner), BOARD * box[0], BOARD * box[1]), grow * BOARD)
  const fitted = grid(...box)
  for (let y = 0, at = 0; y < box[1]; y++) for (let x = 0; x < box[0]; x++) fitted.values[at++] = blockMean(board, x, y)
  const most = fitted.values.reduce((a, b) => Math.max(a, b))
  const full = Math.min(1, quantile(fitted.values.filter((value) => value > Math.fround(0.25 * most)), FULL_SHARE))
  fitted.values.forEach((value, at) => (fitted.values[at] = Math.min(1, value / Math.fround(full))))
  return fitted
}

// Python's round and NumPy's rint: a half goes to the even side.
function halfToEven(value) {
  const up = Math.round(value)
  return up - value === 0.5 && up % 2 ? up - 1 : up
}

// In pixels: twice the area over the perimeter, which is π/4 times the crossings along rows and columns (Cauchy).
function strokeWidth({ values, width, height }) {
  let [area, crossings] = [0, 0]
  const above = new Uint8Array(width)
  for (let y = 0, at = 0; y < height; y++) {
    let before = 0
    for (let x = 0; x < width; x++) {
      const inside = values[at++] > 0.5 ? 1 : 0
      area += inside
      crossings += (inside ^ before) + (inside ^ above[x])
      before = above[x] = inside
    }
    crossings += before
  }
  return (2 * area) / ((Math.PI / 4) * (crossings + above.reduce((a, b) => a + b, 0)))
}

// The mean over the box of each pixel, along the rows and then along the columns, as Pillow's BOX resize of floats has it.
function boxResized({ values, width, height }, toWidth, toHeight) {
  const [narrow, resized] = [grid(toWidth, height), grid(toWidth, toHeight)]
  spans(width, toWidth).forEach(([first, end, weight], x) => {
    for (let y = 0; y < height; y++) {
      let sum = 0
      for (let at = y * width + first; at < y * width + end; at++) sum += values[at] * weight
      narrow.values[y * toWidth + x] = sum
    }
  })
  spans(height, toHeight).forEach(([first, end, weight], y) => {
    const sums = new Float64Array(toWidth)
    for (let from = first, at = first * toWidth; from < end; from++) {
      for (let x = 0; x < toWidth; x++) sums[x] += narrow.values[at++] * weight
    }
    resized.values.set(sums, y * toWidth)
  })
  return resized
}

// Of each of `to` pixels the first of the `from` whose middle lies in its box, the one after the last, and what each of them counts.
function spans(from, to) {
  const scale = from / to
  const [wide, reach] = [Math.max(scale, 1), 0.5 * Math.max(scale, 1)]
  return Array.from({ length: to }, (_, i) => {
    const middle = (i + 0.5) * scale
    const inside = (at) => (at - middle + 0.5) * (1 / wide) > -0.5 && (at - middle + 0.5) * (1 / wide) <= 0.5
    let [first, end] = [Math.max(0, Math.trunc(middle - reach + 0.5)), Math.min(from, Math.trunc(middle + reach + 0.5))]
    while (first < end && !inside(first)) first++
    while (end > first && !inside(end - 1)) end--
    return [first, end, 1 / (end - first)]
  })
}

// In the middle of an empty board of this size.
function padded({ values, width, height }, toWidth, toHeight) {
  const board = grid(toWidth, toHeight)
  const [left, top] = [Math.floor((toWidth - width) / 2), Math.floor((toHeight - height) / 2)]
  for (let y = 0; y < height; y++) board.values.set(values.subarray(y * width, (y + 1) * width), (top + y) * toWidth + left)
  return board
}

// Grey dilation by a disc with a soft rim: each pixel paints the disc around it, and the brightest counts. What a pixel paints on one
// side is painted as bright or brighter by its neighbour there, unless that one is darker, so it paints towards darker neighbours only.
function thickened(board, radius) {
  if (radius <= 0) return board
  const { values, width, height } = board
  const painted = { values: values.slice(), width, height }
  const rows = discRows(radius)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const value = values[at]
      if (value === 0) continue
      const right = x < width - 1 && values[at + 1] < value
      const left = x > 0 && values[at - 1] < value
      const top = y > 0 && values[at - width] < value ? -Math.min(y, rows.length - 1) : 0
      const bottom = y < height - 1 && values[at + width] < value ? Math.min(height - 1 - y, rows.length - 1) : 0
      for (let dy = top; dy <= bottom; dy++) {
        const covers = rows[Math.abs(dy)]
        const first = left ? -Math.min(x, covers.length - 1) : 0
        const last = right ? Math.min(width - 1 - x, covers.length - 1) : 0
        for (let dx = first, to = at + dy * width + first; dx <= last; dx++, to++) {
          const paint = covers[Math.abs(dx)] * value
          if (paint > painted.values[to]) painted.values[to] = paint
        }
      }
    }
  }
  return painted
}

// How much of a pixel so many rows and columns from the middle the disc covers: a list a row, down and to the right of the middle.
function discRows(radius) {
  const covers = (dy) => {
    const row = []
    for (let dx = 0; dx <= Math.ceil(radius); dx++) {
      const cover = Math.min(1, radius + 0.5 - Math.sqrt(dy * dy + dx * dx))
      if (cover <= 0) break
      row.push(cover)
    }
    return Float32Array.from(row)
  }
  return Array.from({ length: Math.ceil(radius) + 1 }, (_, dy) => covers(dy)).filter((row) => row.length)
}

// Of the 8 × 8 pixels of the board that are one of the box.
function blockMean({ values, width }, x, y) {
  let sum = 0
  for (let row = 0; row < BOARD; row++) sum = Math.fround(sum + floatSum(values, (y * BOARD + row) * width + x * BOARD, BOARD))
  return sum / BOARD ** 2
}

// The sum of `count` numbers in a row, in float32 and in NumPy's order: eight sums of every eighth number, these in pairs, then the rest.
function floatSum(values, first, count) {
  const whole = count - (count % 8)
  let sum = 0
  if (whole) {
    const parts = values.slice(first, first + 8)
    for (let i = 8; i < whole; i++) parts[i % 8] += values[first + i]
    for (let apart = 1; apart < 8; apart *= 2) for (let i = 0; i < 8; i += 2 * apart) parts[i] += parts[i + apart]
    sum = parts[0]
  }
  for (let i = whole; i < count; i++) sum = Math.fround(sum + values[first + i])
  return sum
}

// NumPy's quantile of float32, linear between two of them.
function quantile(values, share) {
  const sorted = values.slice().sort()
  const at = (sorted.length - 1) * share
  const [low, part] = [Math.floor(at), at % 1]
  const [from, to] = [sorted[low], sorted[Math.min(low + 1, sorted.length - 1)]]
  const step = Math.fround(to - from)
  if (part < 0.5) return Math.fround(from + Math.fround(step * Math.fround(part)))
  return Math.fround(to - Math.fround(step * Math.fround(1 - part)))
}

// Into 28 × 28 with the centre of mass nearest to pixel 14, moved by whole pixels as MNIST's makers did.
function centredDigit(fitted) {
  const { values, width, height } = fitted
  const [row, column] = middles(fitted)
  const place = (middle, side) => Math.max(0, Math.min(SIDE - side, halfToEven(SIDE / 2 - middle)))
  const [top, left] = [place(row, height), place(column, width)]
  const image = new Float32Array(PIXELS)
  for (let y = 0; y < height; y++) image.set(values.subarray(y * width, (y + 1) * width), (top + y) * SIDE + left)
  return image
}

// The centre of mass along the rows and along the columns; a pixel's middle is its index.
function middles({ values, width, height }) {
  const rows = Float32Array.from({ length: height }, (_, y) => floatSum(values, y * width, width))
  const columns = new Float32Array(width)
  values.forEach((value, at) => (columns[at % width] += value))
  return [rows, columns].map((sums) => sums.reduce((total, sum, i) => total + sum * i, 0) / floatSum(sums, 0, sums.length))
}
