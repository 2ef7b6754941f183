// Random codes from N(0, I) or from a mixture of Gaussians, as autoencoders/densities.py draws them.

const CHOICES = 2 ** 31 // the uniform numbers that choose components begin here, behind those that the normal ones are made of

// `count` codes of d numbers, their spread times the temperature. A density is null for N(0, I), or { weights, means, covariances },
// each flat, row after row.
function randomCodes(density, count, d, temperature, seed) {
  const normal = normals(seed, count * d)
  const rows = Array.from({ length: count }, (_, n) => normal.subarray(n * d, (n + 1) * d))
  if (!density) return rows.map((row) => row.map((value) => temperature * value))
  const { weights, means, covariances } = density
  const factors = Array.from(weights, (_, k) => cholesky(covariances.slice(k * d * d, (k + 1) * d * d), d))
  const ends = cumulative(weights)
  return Array.from(uniforms(seed, count, CHOICES), (choice, n) => {
    const k = ends.findIndex((end) => choice < end)
    return rows[n].map((_, i) => {
      let spread = 0
      for (let j = 0; j <= i; j++) spread += factors[k][i * d + j] * rows[n][j]
      return means[k * d + i] + temperature * spread
    })
  })
}

// Where the share of each component ends, of 1 in all.
function cumulative(weights) {
  let sum = 0
  return Float64Array.from(weights, (weight) => (sum += weight)).map((end) => end / sum)
}

// The lower triangle L with L·Lᵀ = the covariance, row by row (Cholesky and Banachiewicz).
function cholesky(covariance, d) {
  const factor = new Float64Array(d * d)
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = covariance[i * d + j]
      for (let k = 0; k < j; k++) rest -= factor[i * d + k] * factor[j * d + k]
      factor[i * d + j] = i === j ? Math.sqrt(rest) : rest / factor[j * d + j]
    }
  }
  return factor
}
