// The keys to what a map's layers show, each one line above the maps.

// The key to the holes: one line, for what stands above the maps pushes them from the screen.
function bandLegend({ bands, outside }) {
  const rows = [...bands.map(([end, color]) => [end === null ? "a hole" : `< ${end}`, color]), ["outside", outside]]
  const swatches = rows.map(([textContent, color]) => {
    const swatch = element("span", { className: "band", textContent })
    swatch.style.background = color
    swatch.style.color = isDark(color) ? "white" : "black"
    return swatch
  })
  const start = element("span", { className: "long", textContent: "Distance to the " })
  return [element("strong", {}, start, "nearest code:"), ...swatches]
}

// Whether white reads better than black on a colour #rrggbb, by how bright the eye finds its parts.
function isDark(color) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16))
  return 0.3 * red + 0.59 * green + 0.11 * blue < 116
}

// The key to the squares, in one line.
function readingLegend() {
  const row = (className, glyph, words) => element("span", { className: "band" }, element("b", { className, textContent: glyph }), ` ${words}`)
  const percent = `${100 * CONFIDENT} %`
  return [element("strong", { textContent: "Read as:" }), row("sure", "7", `${percent} sure`), row("leans", "7", "leaning"), row("torn", "?", "torn"), row("", "", "blank: no ink")]
}
