// The part “Blend” while “How far along” is dragged: the marked frame of each strip, and the same frame enlarged. All frames stand in the
// page, so nothing is computed. Parts are named in ui/vae/figures.py.

const LESSON = { // the part that carries the values, what changes them, and what then becomes of its parts
  name: "blend",
  controls: [{ key: "along", name: "along", kind: "slider" }],
  paint: paintBlend,
}

function paintBlend({ along, frames }, models, data, parts) {
  const now = halfToEven((along / 100) * (frames - 1))
  const said = parts.of("way").map((strip, w) => {
    const images = [...strip.querySelectorAll("img")]
    images.forEach((image, i) => markPart(image, "now", i === now))
    paintPart(parts, `large ${w}`, pixelsOf(images[now]))
    writePart(parts, `caption large ${w}`, strip.dataset.caption.replace("#", now + 1))
    writePart(parts, `read large ${w}`, brief(images[now].alt.split("; ")[1] ?? ""))
    return images[now].alt
  })
  return () => {
    said.forEach((words, w) => tellPart(`large ${w}`, () => words))
    return said.join(". ")
  }
}

function pixelsOf(image) {
  const context = element("canvas", { width: SIDE, height: SIDE }).getContext("2d", { willReadFrequently: true })
  context.drawImage(image, 0, 0)
  return context.getImageData(0, 0, SIDE, SIDE)
}
