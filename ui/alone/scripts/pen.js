// A canvas to draw on with mouse, finger or pen: white strokes on black, as MNIST has it.

const PEN_PX = 22 // pixels of a stroke's width on the canvas of 280, as in the app

// `onChange(isDown)` is called at every move of the pen, and when the drawing is another.
function penCanvas(canvas, { onChange, width = PEN_PX }) {
  const context = canvas.getContext("2d", { willReadFrequently: true })
  let strokes = []
  let undone = []
  let current = null
  const paint = () => {
    context.clearRect(0, 0, canvas.width, canvas.height)
    Object.assign(context, { lineCap: "round", lineJoin: "round", strokeStyle: "#fff" })
    for (const { points, width } of strokes) {
      context.lineWidth = width
      context.beginPath()
      context.moveTo(...points[0])
      for (const point of points) context.lineTo(...point)
      context.stroke()
    }
  }
  const change = (isDown) => {
    paint()
    onChange(isDown)
  }
  const place = (event) => {
    const box = canvas.getBoundingClientRect()
    return [((event.clientX - box.left) / box.width) * canvas.width, ((event.clientY - box.top) / box.height) * canvas.height]
  }
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId)
    undone = []
    strokes.push((current = { points: [place(event)], width }))
    change(true)
  }
  canvas.onpointermove = (event) => {
    if (!current) return
    for (const each of event.getCoalescedEvents?.() ?? []) current.points.push(place(each))
    current.points.push(place(event))
    change(true)
  }
  canvas.onpointerup = canvas.onpointercancel = () => {
    if (!current) return
    current = null
    change(false)
  }
  return {
    undo: () => {
      if (strokes.length) undone.push(strokes.pop())
      change(false)
    },
    redo: () => {
      if (undone.length) strokes.push(undone.pop())
      change(false)
    },
    clear: () => {
      undone = strokes.reverse()
      strokes = []
      change(false)
    },
    setWidth: (value) => (width = value),
  }
}
