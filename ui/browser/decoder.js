// The decoders of the four families, as autoencoders/networks.py has them in Python: tests/browser/test_decoder.py holds
// each to the other. One code (d numbers) to 784 pixels in [0, 1]; which family it is shows in the arrays of the pack.

const SIDE = 28 // pixels of a side of every image
const PIXELS = SIDE * SIDE // of every image
const SLOPE = 0.2 // of LeakyReLU below 0

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

const leaky = (x) => x.map((value) => (value > 0 ? value : SLOPE * value))

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
