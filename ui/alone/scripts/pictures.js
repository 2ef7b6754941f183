// Rows and walls of digits on one canvas, with words for who cannot see them.

const GAP = 1 // pixels between the digits of a wall
const GAP_GREY = "rgb(96 96 96)" // what lies between them
const COLUMNS = 6 // digits in a row of a wall
const CORNER = 8 // pixels of the sides of the corner of a picture that is no clear digit

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
    show(pictures, alternative, words = "", heading = title, looks = null) {
      caption.replaceChildren(element("strong", { textContent: heading }), element("br"), words)
      context.fillStyle = GAP_GREY
      context.fillRect(0, 0, canvas.width, canvas.height)
      pictures.forEach((pixels, i) => {
        const [x, y] = [(i % columns) * (SIDE + GAP), Math.floor(i / columns) * (SIDE + GAP)]
        drawDigit(context, pixels, x, y)
        if (looks && Math.max(...looks[i]) < CONFIDENT) markUnclear(context, x, y)
      })
      canvas.setAttribute("aria-label", alternative)
    },
  }
}

// An orange corner, as ui/pictures.py draws it.
function markUnclear(context, x, y) {
  context.fillStyle = facts.unclear
  for (let line = 0; line < CORNER; line++) context.fillRect(x, y + line, CORNER - line, 1)
}

// What the judge makes of each of these pictures, ten probabilities a picture; null until it is here.
const judged = (pictures) => {
  const judge = judgeHere(JUDGE)
  return judge && pictures.map(judge)
}
