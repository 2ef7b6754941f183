// A canvas to draw on with mouse, finger or pen: white strokes with round ends on nothing, so that its alpha is the ink. Points are
// joined as the app's canvas joins them (PencilBrush of fabric.js): by curves from middle to middle, whose corners the points are; one
// point alone is a dot. It has no buttons: undo, redo and clear are functions, and do nothing where there is nothing to do.

const PEN_PX = 20 // pixels of the pen on a canvas of 280, as in the app
const CLOSE_PX = 0.4 // pixels of the canvas: a point that is nearer to the one before is left out, as in fabric.js
const DOT_PX = 0.01 // pixels of the canvas: as long is the line that is a dot, since none is drawn to where it begins
const MOST_DRAWINGS = 100 // drawings that are kept for undo, as in the app

// A stroke is { width, points }, each point [x, y] in pixels of the canvas. `onChange(ink, isDown)` is called in the frame after any
// change, also while the pen is down, once a frame at most: the ink is a number from 0 to 255 for each pixel.
function penCanvas(canvas, { onChange, width = PEN_PX }) {
  const context = canvas.getContext("2d", { willReadFrequently: true })
  let drawings = [[]] // all that can be shown, each its strokes; what was shown once is never changed
  let at = 0 // which of them is shown
  let down = null // { pointer, stroke } while the pen is down
  let frame = 0 // of the browser, in which the change will be told

  const shown = () => (down ? [...drawings[at], down.stroke] : drawings[at])
  const tell = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      context.clearRect(0, 0, canvas.width, canvas.height)
      for (const stroke of shown()) drawStroke(context, stroke)
      onChange(alphaOf(context), Boolean(down))
    })
  }
  const append = (strokes) => {
    drawings = [...drawings.slice(0, at + 1), strokes].slice(-MOST_DRAWINGS)
    at = drawings.length - 1
    tell()
  }
  const lift = () => {
    if (!down) return
    const strokes = shown()
    down = null
    append(strokes)
  }
  const step = (by) => {
    lift()
    if (!drawings[at + by]) return
    at += by
    tell()
  }
  const reach = (event) => {
    const box = canvas.getBoundingClientRect()
    const x = ((event.clientX - box.left - canvas.clientLeft) / canvas.clientWidth) * canvas.width
    const y = ((event.clientY - box.top - canvas.clientTop) / canvas.clientHeight) * canvas.height
    const { points } = down.stroke
    if (points.length && Math.hypot(x - points.at(-1)[0], y - points.at(-1)[1]) < CLOSE_PX) return
    points.push([x, y])
    tell()
  }

  canvas.style.touchAction = "none" // a finger draws, and does not scroll the page
  canvas.addEventListener("pointerdown", (event) => {
    if (down || event.button !== 0) return // another finger, or another button
    event.preventDefault() // else the words around the canvas would be selected
    canvas.setPointerCapture(event.pointerId) // a stroke may leave the canvas and come back
    down = { pointer: event.pointerId, stroke: { width, points: [] } }
    reach(event)
  })
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== down?.pointer) return
    const passed = event.getCoalescedEvents?.() ?? []
    for (const each of passed.length ? passed : [event]) reach(each)
  })
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    canvas.addEventListener(end, (event) => {
      if (event.pointerId === down?.pointer) lift()
    })
  }

  return {
    undo: () => step(-1),
    redo: () => step(1),
    clear: () => {
      lift()
      if (drawings[at].length) append([])
    },
    lift,
    strokes: shown,
    setWidth: (pixels) => (width = pixels),
    canUndo: () => at > 0,
    canRedo: () => at + 1 < drawings.length,
  }
}

function drawStroke(context, { width, points }) {
  const [[x, y], ...others] = points
  Object.assign(context, { lineWidth: width, lineCap: "round", lineJoin: "round", strokeStyle: "#fff" })
  context.beginPath()
  context.moveTo(x, y)
  others.forEach(([nextX, nextY], i) => {
    const [cornerX, cornerY] = points[i]
    context.quadraticCurveTo(cornerX, cornerY, (cornerX + nextX) / 2, (cornerY + nextY) / 2)
  })
  context.lineTo(...(others.at(-1) ?? [x + DOT_PX, y]))
  context.stroke()
}

function alphaOf(context) {
  const { data } = context.getImageData(0, 0, context.canvas.width, context.canvas.height)
  const ink = new Uint8Array(data.length / 4)
  for (let p = 0; p < ink.length; p++) ink[p] = data[4 * p + 3]
  return ink
}
