// Rows and walls of digits on one canvas, with words for who cannot see them.

const GAP = 1 // pixels between the digits of a wall
const GAP_GREY = "rgb(96 96 96)" // what lies between them
const COLUMNS = 6 // digits in a row of a wall
const LEAST_SURE = 0.9 // probability from which the judge counts as sure, as in the app

// A figure with a caption and a canvas of columns × rows digits; `show(pictures, words)` draws them.
function wallFigure(title, color, columns, rows) {
  const canvas = element("canvas", { width: columns * (SIDE + GAP) - GAP, height: rows * (SIDE + GAP) - GAP })
  canvas.setAttribute("role", "img")
  const caption = element("figcaption", {})
  const figure = element("figure", {}, caption, canvas)
  figure.style.setProperty("--family", color)
  const context = canvas.getContext("2d")
  return {
    figure,
    canvas,
    show(pictures, alternative, words = "", heading = title) {
      caption.replaceChildren(element("strong", { textContent: heading }), element("br"), words)
      context.fillStyle = GAP_GREY
      context.fillRect(0, 0, canvas.width, canvas.height)
      pictures.forEach((pixels, i) => drawDigit(context, pixels, (i % columns) * (SIDE + GAP), Math.floor(i / columns) * (SIDE + GAP)))
      canvas.setAttribute("aria-label", alternative)
    },
  }
}

// What the judge makes of each of these pictures, ten probabilities a picture; null until it is here.
const judged = (pictures) => {
  const judge = judgeHere(JUDGE)
  return judge && pictures.map(judge)
}

// How many of many pictures are read as what, the most frequent first: the words of autoencoders/scores/readings.py.
function wallReading(looks) {
  const read = looks.map((look) => (Math.max(...look) >= LEAST_SURE ? look.indexOf(Math.max(...look)) : -1))
  const count = (digit) => read.filter((each) => each === digit).length
  const digits = [...new Set(read)].filter((digit) => digit >= 0).sort((a, b) => count(b) - count(a) || a - b)
  const words = digits.map((digit, i) => `${count(digit)} ${i ? "as" : "read as"} ${digit}`)
  if (count(-1)) words.push(`${count(-1)} unclear`)
  return { words: words.join(", "), sure: read.length - count(-1), classes: digits.length }
}
