// Ways from one code to another, as autoencoders/geometry.py has them: `steps` codes, both ends included.

const SHORT = 1e-9 // a code shorter than this has no direction
const PARALLEL = 1e-6 // sine of the angle below which two directions leave no great circle between them

const shares = (steps) => Array.from({ length: steps }, (_, i) => (i ? i / (steps - 1) : 0))

const line = (start, end, steps) => shares(steps).map((t) => Float64Array.from(start, (x, i) => x + t * (end[i] - x)))

// Along a great circle, with the length going evenly from one to the other (slerp, Shoemake 1985); straight where there is none.
function arc(start, end, steps) {
  const [from, to] = [Math.hypot(...start), Math.hypot(...end)]
  if (Math.min(from, to) < SHORT) return line(start, end, steps)
  const [a, b] = [Float64Array.from(start, (x) => x / from), Float64Array.from(end, (x) => x / to)]
  const cosine = a.reduce((sum, x, i) => sum + x * b[i], 0)
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)))
  if (Math.sin(angle) < PARALLEL) return line(start, end, steps)
  return shares(steps).map((t) => {
    const [ofStart, ofEnd] = [Math.sin((1 - t) * angle), Math.sin(t * angle)]
    const length = ((1 - t) * from + t * to) / Math.sin(angle)
    return a.map((x, i) => (ofStart * x + ofEnd * b[i]) * length)
  })
}
