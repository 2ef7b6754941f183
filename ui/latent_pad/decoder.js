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

// The decoders: one code (d numbers) to 784 pixels in [0, 1]. Which one it is shows in the arrays of the pack.
function decoder(pack) {
  const logits = pack["decoder.hidden.kernel"] ? wide : pack["decoder.features.kernel"] ? convolutional : linear
  return (code) => Float32Array.from(logits(pack, code), (logit) => 1 / (1 + Math.exp(-logit)))
}

const linear = (pack, code) => dense(pack, "decoder.pixels", code)
const wide = (pack, code) => dense(pack, "decoder.pixels", leaky(dense(pack, "decoder.hidden", code)))

function convolutional(pack, code) {
  const features = leaky(dense(pack, "decoder.features", code))
  return upsample(pack, "decoder.conv2", leaky(upsample(pack, "decoder.conv1", features, SIDE / 4)), SIDE / 2)
}

const leaky = (x) => x.map((value) => (value > 0 ? value : 0.2 * value))

// x·W + b.
function dense(pack, name, x) {
  const kernel = pack[`${name}.kernel`]
  const out = Float64Array.from(pack[`${name}.bias`])
  for (let i = 0, at = 0; i < x.length; i++) {
    const value = x[i]
    for (let j = 0; j < out.length; j++, at++) out[j] += value * kernel[at]
  }
  return out
}

// Transposed convolution 3×3, stride 2, `same`: each pixel of x (side × side × inputs) paints 3×3 pixels, two apart.
function upsample(pack, name, x, side) {
  const [kernel, bias] = [pack[`${name}.kernel`], pack[`${name}.bias`]]
  const [inputs, outputs, across] = [x.length / side ** 2, bias.length, 2 * side]
  const out = new Float64Array(across ** 2 * outputs).map((_, at) => bias[at % outputs])
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const from = (row * side + column) * inputs
      for (let tap = 0; tap < 9; tap++) {
        const [y, z] = [2 * row + Math.floor(tap / 3), 2 * column + (tap % 3)]
        if (y >= across || z >= across) continue // what `same` cuts off
        for (let o = 0; o < outputs; o++) {
          let sum = 0
          for (let i = 0; i < inputs; i++) sum += x[from + i] * kernel[(tap * outputs + o) * inputs + i]
          out[(y * across + z) * outputs + o] += sum
        }
      }
    }
  }
  return out
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

// Draw in the next frame, at most once, and only where the packs are here.
function onceAFrame(state, draw) {
  if (state.waiting || !state.packs) return
  state.waiting = true
  requestAnimationFrame(() => {
    state.waiting = false
    if (state.packs) draw()
  })
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
