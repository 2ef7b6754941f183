// The judge: the classifier that says which digit a picture shows, as autoencoders/scores/judge.py has it in Python, and what it reads in
// words for who cannot see the picture, as autoencoders/scores/readings.py says it.

const CONFIDENT = 0.9 // probability of a class from which the judge counts as sure, as in autoencoders/scores/samples.py
const CLASSES = 10 // of digits
const FAINTEST = 19 // sum of a picture's pixels below which it is no digit, as in autoencoders/scores/judge.py
const MOST_PERCENT = 99 // percent that is said at most: nobody is wholly sure

// Of the judge's pack a function of 784 pixels that gives the ten probabilities. It sees what a picture shows: paper below 0, ink above 1.
const judgeOf = (pack) => (pixels) => {
  const shown = new Float64Array(pixels.length)
  let ink = 0
  for (let p = 0; p < shown.length; p++) ink += shown[p] = pixels[p] > 0 ? Math.min(1, pixels[p]) : 0
  if (ink < FAINTEST) return Array(CLASSES).fill(1 / CLASSES)
  const maps = leaky(downsample(pack, "conv1", shown, SIDE))
  const deeper = leaky(downsample(pack, "conv2", maps, SIDE / 2))
  return softmax(dense(pack, "classes", leaky(dense(pack, "features", deeper))))
}

function softmax(logits) {
  const most = Math.max(...logits)
  const parts = logits.map((logit) => Math.exp(logit - most))
  const sum = parts.reduce((a, b) => a + b)
  return parts.map((part) => part / sum)
}

// What a picture is read as, and how sure that is; of its ten probabilities.
function reading(probabilities) {
  const [first, second] = [...probabilities.keys()].sort((a, b) => probabilities[b] - probabilities[a])
  const percent = (digit) => `${Math.min(MOST_PERCENT, Math.floor(100 * probabilities[digit]))} %`
  if (probabilities.every((each) => each === probabilities[0])) return "hardly any ink"
  if (probabilities[first] >= CONFIDENT) return `read as ${first}, ${percent(first)} sure`
  return `no clear digit: ${first} at ${percent(first)}, ${second} at ${percent(second)}`
}

// Such words in brief, for a caption: "read as 9, 97 %", "no clear digit"; and beside what the clean digit is read as, "read as 9, 97 %, not 8".
const brief = (words) => words.replace("; ", "").replace(" sure", "").split(":")[0]
const digitRead = (words) => words.match(/read as (\d)/)?.[1]

function briefBeside(words, clean) {
  const [digit, wanted] = [digitRead(words), digitRead(clean)]
  return digit && wanted && digit !== wanted ? `${brief(words)}, not ${wanted}` : brief(words)
}

// What a row of pictures is read as, one after another; of the ten probabilities of each.
function rowReading(row) {
  const digit = (probabilities) => {
    const most = Math.max(...probabilities)
    return most >= CONFIDENT ? probabilities.indexOf(most) : "unclear"
  }
  return `read as ${row.map(digit).join(", ")}`
}

// How many of many pictures are read as what, the most frequent first; of the ten probabilities of each. Besides the words, as
// wall_reading of Python has them: of how many the judge is sure, and how many classes these are.
function wallReading(looks) {
  const read = looks.map((look) => (Math.max(...look) >= CONFIDENT ? look.indexOf(Math.max(...look)) : -1))
  const count = (digit) => read.filter((each) => each === digit).length
  const digits = [...new Set(read)].filter((digit) => digit >= 0).sort((a, b) => count(b) - count(a) || a - b)
  const words = digits.map((digit, i) => `${count(digit)} ${i ? "as" : "read as"} ${digit}`)
  if (count(-1)) words.push(`${count(-1)} unclear`)
  return { words: words.join(", "), sure: read.length - count(-1), classes: digits.length }
}
