// Reads what parcels.py wrote: text in a script element, 15 bits in a character, deflated; then arrays in planes.

const FIRST_LETTER = 0x3400 // the character that stands for 0
const BITS = 15 // in a character

function bytesOf(text, length) {
  const bytes = new Uint8Array(length)
  for (let at = 0, held = 0, bits = 0, to = 0; at < text.length && to < length; at++) {
    held = (held << BITS) | (text.charCodeAt(at) - FIRST_LETTER)
    bits += BITS
    while (bits >= 8 && to < length) {
      bits -= 8
      bytes[to++] = held >> bits
      held &= (1 << bits) - 1
    }
  }
  return bytes
}

const FORMAT = "deflate-raw" // what zlib in parcels.py writes, without header and checksum

function canInflate() {
  try {
    return Boolean(new DecompressionStream(FORMAT))
  } catch {
    return false // Firefox before 113 and Safari before 16.4 have none, others not for this format
  }
}

async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(FORMAT))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

// The fields and arrays of a parcel, as a pack: where it has a decoder it is a model too.
function unparcel(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 4 + view.getUint32(0, true)
  const { arrays, ...pack } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, at)))
  const take = (count) => bytes.subarray(at, (at += count))
  const floats = (count) => new Float32Array(take(4 * count).slice().buffer)
  const kinds = {
    bytes: ({ size }) => take(size).slice(),
    floats: ({ size }) => floats(size),
    halves({ size }) {
      const [high, low] = [take(size), take(size)]
      return Float32Array.from({ length: size }, (_, i) => HALVES[(high[i] << 8) | low[i]])
    },
    steps({ size, columns, low }) {
      const steps = floats(columns)
      const high = new Int8Array(take(size).slice().buffer)
      const rest = bitReader(take(Math.ceil((size * low) / 8)), low)
      return Float32Array.from(high, (number, i) => (number * 2 ** low + rest()) * steps[i % columns])
    },
  }
  for (const row of arrays) pack[row.name] = kinds[row.kind](row)
  return modelled(widened(pack))
}

// Gives `width` bits at every call, the highest first.
function bitReader(bytes, width) {
  let [at, held, bits] = [0, 0, 0]
  return () => {
    while (bits < width) {
      held = (held << 8) | bytes[at++]
      bits += 8
    }
    bits -= width
    const value = held >> bits
    held &= (1 << bits) - 1
    return value
  }
}

// The pack of this name, unpacked when it is first asked for. While the page is still being read it may be further down.
const unpacking = new Map()
const packNamed = (name) => {
  if (!unpacking.has(name)) unpacking.set(name, unpackNamed(name))
  return unpacking.get(name)
}

async function unpackNamed(name) {
  const find = () => document.getElementById(`parcel-${name}`)
  const whole = (element) => element && element.textContent.length >= Math.ceil((8 * element.dataset.bytes) / BITS)
  if (!whole(find()) && document.readyState === "loading") {
    await new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }))
  }
  const element = find()
  if (!whole(element)) throw new Error(`The page ends before all of ${name} has come.`)
  const pack = unparcel(await inflated(bytesOf(element.textContent, Number(element.dataset.bytes))))
  element.remove() // its text is as large as the arrays
  return pack
}
