// The families of networks, as autoencoders/networks.py has them in Python: tests/browser/test_engine.py holds each to the
// other. Pictures are 784 pixels, row after row; which family it is shows in the arrays of the pack (safetensors.js).

const SIDE = 28 // pixels of a side of every image
const PIXELS = SIDE * SIDE // of every image
const SLOPE = 0.2 // of LeakyReLU below 0
const LEAST = 1e-3 // what is left of certainty in a pixel of PCA

// Loops: an array's own `from` and `map` call a function for each number, which took as long as the sums of a small network.
function sigmoid(logits) {
  const out = new Float32Array(logits.length)
  for (let i = 0; i < out.length; i++) out[i] = 1 / (1 + Math.exp(-logits[i]))
  return out
}

function leaky(x) {
  const out = new Float64Array(x.length)
  for (let i = 0; i < out.length; i++) out[i] = x[i] > 0 ? x[i] : SLOPE * x[i]
  return out
}

// A model of a pack: `d`, `logits(code)` and `decode(code)`, and where the pack has an encoder `encode(pixels)`, of a VAE the
// posterior's mean, and `posterior(pixels)`, which is { mean, logVar }.
function model(pack) {
  const logits = pack["pca.directions"] ? straight : pack["decoder.hidden.kernel"] ? wide : pack["decoder.features.kernel"] ? convolutional : linear
  const made = { logits: (code) => logits(pack, code) }
  made.decode = (code) => sigmoid(made.logits(code))
  made.d = codeLength(pack)
  if (pack["encoder.mean.kernel"]) {
    made.posterior = (pixels) => {
      const hidden = leaky(dense(pack, "encoder.hidden", pixels))
      return { mean: dense(pack, "encoder.mean", hidden), logVar: dense(pack, "encoder.log_var", hidden) }
    }
    made.encode = (pixels) => made.posterior(pixels).mean
  } else if (pack["encoder.hidden.kernel"]) {
    made.encode = (pixels) => dense(pack, "encoder.code", leaky(dense(pack, "encoder.hidden", pixels)))
  } else if (pack["encoder.conv1.kernel"]) {
    made.encode = (pixels) => {
      const features = leaky(downsample(pack, "encoder.conv1", pixels, SIDE))
      return dense(pack, "encoder.code", leaky(downsample(pack, "encoder.conv2", features, SIDE / 2)))
    }
  } else if (pack["encoder.code.kernel"]) {
    made.encode = (pixels) => leaky(dense(pack, "encoder.code", pixels))
  } else if (pack["pca.directions"]) {
    made.encode = (pixels) => along(pack, pixels)
  }
  return made
}

function codeLength(pack) {
  if (pack["pca.directions"]) return pack["pca.directions"].length / pack["pca.mean"].length
  const first = ["decoder.hidden", "decoder.features", "decoder.pixels"].find((name) => pack[`${name}.kernel`])
  return first ? pack[`${first}.kernel`].length / pack[`${first}.bias`].length : 0
}

const linear = (pack, code) => dense(pack, "decoder.pixels", code)
const wide = (pack, code) => dense(pack, "decoder.pixels", leaky(dense(pack, "decoder.hidden", code)))

// PCA's encoder: (x − mean)·directions.
function along(pack, x) {
  const [mean, directions] = [pack["pca.mean"], pack["pca.directions"]]
  const out = new Float64Array(codeLength(pack))
  for (let i = 0, at = 0; i < x.length; i++) {
    const value = x[i] - mean[i]
    for (let j = 0; j < out.length; j++) out[j] += value * directions[at++]
  }
  return out
}

// Its decoder: mean + z·directionsᵀ, as logits of what is left of it in [0, 1].
function straight(pack, code) {
  const [mean, directions] = [pack["pca.mean"], pack["pca.directions"]]
  const out = Float64Array.from(mean)
  for (let i = 0, at = 0; i < out.length; i++) for (let j = 0; j < code.length; j++) out[i] += code[j] * directions[at++]
  return out.map((pixel) => {
    const share = Math.min(Math.max(pixel, LEAST), 1 - LEAST)
    return Math.log(share) - Math.log1p(-share)
  })
}

function convolutional(pack, code) {
  const features = leaky(dense(pack, "decoder.features", code))
  return upsample(pack, "decoder.conv2", leaky(upsample(pack, "decoder.conv1", features, SIDE / 4)), SIDE / 2)
}

// x·W + b. Most pixels of a clean digit are 0, and cost nothing.
function dense(pack, name, x) {
  const kernel = pack[`${name}.kernel`]
  const out = Float64Array.from(pack[`${name}.bias`])
  const outputs = out.length
  for (let i = 0, at = 0; i < x.length; i++, at += outputs) {
    const value = x[i]
    if (value === 0) continue
    for (let j = 0; j < outputs; j++) out[j] += value * kernel[at + j]
  }
  return out
}

// Convolution 3×3, stride 2, `same` padding: x is side × side × inputs, side is even. `same` pads only below and right then.
// Of each place, what it sees is gathered first, then four outputs at a time are summed: twice as fast as adding to the output in memory.
function downsample(pack, name, x, side) {
  const [kernel, bias] = [pack[`${name}.kernel`], pack[`${name}.bias`]]
  const [inputs, outputs, half] = [x.length / side ** 2, bias.length, side / 2]
  const out = new Float64Array(half ** 2 * outputs)
  const [values, rows] = [new Float64Array(9 * inputs), new Int32Array(9 * inputs)]
  for (let row = 0, to = 0; row < half; row++) {
    for (let column = 0; column < half; column++) {
      let count = 0
      for (let tap = 0; tap < 9; tap++) {
        const [y, z] = [2 * row + Math.floor(tap / 3), 2 * column + (tap % 3)]
        if (y >= side || z >= side) continue
        for (let i = 0; i < inputs; i++) {
          const value = x[(y * side + z) * inputs + i]
          if (value === 0) continue
          values[count] = value
          rows[count++] = (tap * inputs + i) * outputs
        }
      }
      for (let o = 0; o < outputs; o += 4) { // every convolution here has 4, 8, 32 or 48 outputs
        let a = bias[o], b = bias[o + 1], c = bias[o + 2], d = bias[o + 3]
        for (let n = 0; n < count; n++) {
          const value = values[n], at = rows[n] + o
          a += value * kernel[at]
          b += value * kernel[at + 1]
          c += value * kernel[at + 2]
          d += value * kernel[at + 3]
        }
        out[to++] = a
        out[to++] = b
        out[to++] = c
        out[to++] = d
      }
    }
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
