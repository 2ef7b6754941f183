// Random numbers that Python makes too: number i is a function of a seed and i alone, the same as in autoencoders/chance.py.
// Math.imul multiplies as 32-bit integers do; a number that leaves 32 bits between two steps is cut by the next.

const WORDS = 2 ** 32 // different seeds, and different numbers of a seed

const turnedLeft = (word, bits) => (word << bits) | (word >>> (32 - bits))

// MurmurHash3_x86_32 (Appleby 2011, public domain) of whole 32-bit words; `start` is what it calls its seed.
function murmur(words, start = 0) {
  let found = start
  for (const word of words) {
    found ^= Math.imul(turnedLeft(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593)
    found = Math.imul(turnedLeft(found, 13), 5) + 0xe6546b64
  }
  found ^= 4 * words.length // the key's length in bytes
  found = Math.imul(found ^ (found >>> 16), 0x85ebca6b)
  found = Math.imul(found ^ (found >>> 13), 0xc2b2ae35)
  return (found ^ (found >>> 16)) >>> 0
}

// Evenly spread, strictly inside (0, 1).
const uniforms = (seed, count, first = 0) =>
  new Float64Array(count).map((_, i) => (murmur([seed, first + i]) + 0.5) / WORDS)

// From N(0, 1), each of two uniform ones (Box & Muller 1958, its cosine).
function normals(seed, count, first = 0) {
  const pairs = uniforms(seed, 2 * count, 2 * first)
  const radius = (i) => Math.sqrt(-2 * Math.log(pairs[2 * i]))
  return new Float64Array(count).map((_, i) => radius(i) * Math.cos(2 * Math.PI * pairs[2 * i + 1]))
}

// The number after this one in a fixed order of 0 to end − 1 that comes round to all: they lie on a circle where their hashes are.
function following(number, end) {
  const from = murmur([number])
  const way = (other) => (murmur([other]) - from - 1) >>> 0 // how far round the circle; its own is the longest
  let next = number
  for (let other = 0; other < end; other++) if (way(other) < way(next)) next = other
  return next
}
