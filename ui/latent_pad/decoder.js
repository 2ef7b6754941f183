// Shared by every component of this folder: the packs that the browser holds, and the decoder that runs in it.
// A pack is a safetensors file in memory (8 bytes: length of the header; the header, as JSON; the arrays). Packs live as
// long as the browser's page, so a rerun of the script or a visit to another lesson fetches nothing again.

const SIDE = 28
const PIXELS = SIDE * SIDE
const lab = (globalThis.latentLab ??= { packs: new Map(), listeners: new Set() })

function unpack(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = 8 + Number(view.getBigUint64(0, true))
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)))
  const types = { F32: Float32Array, U8: Uint8Array }
  const pack = { ...header.__metadata__ }
  for (const [name, { dtype, data_offsets }] of Object.entries(header)) {
    if (name === "__metadata__") continue
    const [from, to] = data_offsets
    pack[name] = new types[dtype](bytes.slice(start + from, start + to).buffer) // a copy, so that it is aligned
  }
  pack.decode = decoder(pack)
  return pack
}

// The decoder of a VAE and of its twin: dense 512, LeakyReLU 0.2, dense 784, sigmoid. One code (d) to 784 pixels in [0, 1].
function decoder(pack) {
  const bias = pack["decoder.hidden.bias"]
  const kernel = pack["decoder.hidden.kernel"]
  const outerBias = pack["decoder.pixels.bias"]
  const outerKernel = pack["decoder.pixels.kernel"]
  const logits = new Float64Array(PIXELS)
  return (code) => {
    logits.set(outerBias)
    for (let h = 0; h < bias.length; h++) {
      let x = bias[h]
      for (let i = 0; i < code.length; i++) x += code[i] * kernel[i * bias.length + h]
      if (x <= 0) x *= 0.2
      for (let p = 0, at = h * PIXELS; p < PIXELS; p++, at++) logits[p] += x * outerKernel[at]
    }
    return Float32Array.from(logits, (logit) => 1 / (1 + Math.exp(-logit)))
  }
}

// The packs of these digests, or null while one is missing. `coming` says that the server has sent what was missing; what
// it believes to be here and is not (a run was cut short) is asked for.
function packsOf(digests, coming, ask) {
  const missing = digests.filter((digest) => !lab.packs.has(digest))
  if (!missing.length) return digests.map((digest) => lab.packs.get(digest))
  if (!coming) ask("missing", missing)
  return null
}

// Call `arrived` whenever a pack comes in; gives the function that ends it.
function onPack(arrived) {
  lab.listeners.add(arrived)
  return () => lab.listeners.delete(arrived)
}

// Pixels in [0, 1] as grey on a canvas 2D context, at x, y in its own pixels.
function drawDigit(context, pixels, x = 0, y = 0) {
  const picture = context.createImageData(SIDE, SIDE)
  for (let p = 0; p < PIXELS; p++) {
    picture.data.fill(Math.round(255 * pixels[p]), 4 * p, 4 * p + 3)
    picture.data[4 * p + 3] = 255
  }
  context.putImageData(picture, x, y)
}

function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties)
  for (const [name, value] of Object.entries(properties)) if (name.startsWith("aria-")) node.setAttribute(name, value)
  node.append(...children)
  return node
}

const number = (value, digits = 2) => value.toFixed(digits).replace("-", "−")
