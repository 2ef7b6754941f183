// A weights file as the browser reads it: safetensors (8 bytes: length of the header; the header, as JSON; the arrays), of float32,
// float16, uint8 or int8, into a pack: its arrays by name, float16 as float32, and what its header says of itself. Where it has a decoder,
// the pack is a model too (networks.js).

const HALVES = everyHalf() // float16 by its bits, so that a number costs one look

// Sign, 5 bits of exponent, 10 of mantissa (IEEE 754); no weights file has infinities.
function everyHalf() {
  const table = new Float32Array(1 << 16)
  for (let bits = 0; bits < table.length; bits++) {
    const [exponent, mantissa] = [(bits >> 10) & 31, bits & 1023]
    const size = exponent ? 2 ** (exponent - 15) * (1 + mantissa / 1024) : (2 ** -14 * mantissa) / 1024
    table[bits] = bits >> 15 ? -size : size
  }
  return table
}

// A loop: `Float32Array.from` with a function takes 24 times as long, most of what opening a page cost us.
function halves(buffer) {
  const bits = new Uint16Array(buffer)
  const out = new Float32Array(bits.length)
  for (let i = 0; i < out.length; i++) out[i] = HALVES[bits[i]]
  return out
}

const NUMBERS = { // what the format calls its kinds of numbers, and how they are read
  F32: (buffer) => new Float32Array(buffer),
  F16: halves,
  U8: (buffer) => new Uint8Array(buffer),
  I8: (buffer) => new Int8Array(buffer),
}

function unpack(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = 8 + Number(view.getBigUint64(0, true))
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)))
  const pack = { ...header.__metadata__ }
  for (const [name, { dtype, data_offsets }] of Object.entries(header)) {
    if (name === "__metadata__") continue
    const [from, to] = data_offsets
    pack[name] = NUMBERS[dtype](bytes.slice(start + from, start + to).buffer) // a copy, so that it is aligned
  }
  return modelled(pack)
}

// A pack that has a decoder can decode, and encode where it has an encoder.
const modelled = (pack) => (codeLength(pack) ? Object.assign(pack, model(pack)) : pack)
