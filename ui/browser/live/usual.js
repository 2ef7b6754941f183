// The places of a digit among the test digits while it is drawn: ui/usual/strips.py wrote the strips. The distance to the nearest training
// digit is the server's to find, so its strip waits.

const BEYOND = 0.99 // share of test digits above which a picture is called strange, as autoencoders/scores/strangeness.py has it

function placeInStrips(parts, digit, models, strips = []) {
  for (const { measure, model, quantiles, end, decimals, one } of strips) {
    const name = `${measure} ${model}`.trim()
    if (!parts.of(`at ${name}`).length) continue
    const by = models.find((each) => each.name === model)
    if (!by) {
      writePart(parts, `place ${name}`, "measured once the pen rests")
      continue
    }
    const value = measure === "error" ? mse(digit, sigmoid(by.logits(by.encode(digit)))) : negativeElbo(by, digit)
    const below = shareBelow(value, quantiles)
    for (const node of parts.of(`at ${name}`)) {
      keep(node)
      node.style.left = `${100 * Math.min(1, value / end)}%`
    }
    for (const node of parts.of(`place ${name}`)) markPart(node, "beyond", below > BEYOND)
    const words = `${value.toFixed(decimals)}: ${inStrip(below, one)}`
    writePart(parts, `place ${name}`, words)
    for (const node of parts.of(`lane ${name}`)) {
      const label = `${node.getAttribute("aria-label").split(":")[0]}: ${words}${below > BEYOND ? ". Beyond the 99 % mark" : ""}.`
      if (node.getAttribute("aria-label") === label) continue
      keep(node)
      node.setAttribute("aria-label", label)
    }
  }
}

// In words as ui/usual/words.py has them, in whole percents: while the hand moves there are fewer quantiles to compare with.
const inStrip = (below, one) =>
  below >= 1 ? `more than any test ${one}` : below <= 0 ? `less than any test ${one}` : `more than ${Math.floor(100 * below)} % of test ${one}s`
