// Decoders that ui/alone/thin.py made thin, as the engine knows decoders: arrays `hidden`, `left` and `right`, in which a bias is the last row.

// A pack that has them by these very names becomes a model: the second kernel is multiplied out.
function widened(pack) {
  const { hidden, left, right } = pack
  if (!left) return pack
  const pairs = right.length / PIXELS - 1
  const units = left.length / pairs
  const kernel = new Float32Array(units * PIXELS)
  for (let i = 0; i < units; i++) {
    const row = kernel.subarray(i * PIXELS, (i + 1) * PIXELS)
    for (let k = 0; k < pairs; k++) {
      const weight = left[i * pairs + k]
      for (let p = 0; p < PIXELS; p++) row[p] += weight * right[k * PIXELS + p]
    }
  }
  return Object.assign(pack, {
    "decoder.hidden.kernel": hidden.subarray(0, -units),
    "decoder.hidden.bias": hidden.subarray(-units),
    "decoder.pixels.kernel": kernel,
    "decoder.pixels.bias": right.subarray(-PIXELS),
  })
}

// A recorded training's pack with its thin decoders as those of a recording, and with the model at which it ends.
function asRecorded(pack, last) {
  if (pack.last) return
  pack.last = last
  pack.steps.forEach((_, i) => {
    const right = pack[`${i}.right`]
    if (!right) return
    const pairs = right.length / PIXELS - 1
    Object.assign(pack, {
      [`${i}.right`]: right.subarray(0, -PIXELS),
      [`${i}.bias`]: right.subarray(-PIXELS),
      [`${i}.scales`]: new Float32Array(pairs).fill(1),
    })
  })
}
