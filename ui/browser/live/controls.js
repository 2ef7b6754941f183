// What the page's controls show before the server has heard of it: a slider reports when it is let go, a button when its answer comes. So
// while a control is used its place is read from the page, and what a button will set is known in advance. At rest nothing is looked at.

const USED_MS = 600 // milliseconds for which a control is looked at after a key or a click
const AHEAD_MS = 5000 // milliseconds after which the server's value counts again, if it has never taken the visitor's

// Which control sets which value: { kind: "slider", places } has a place of its list, or is a number without one; "number" a number; and
// a button what `then` makes of the value before. `server()` gives the server's values, `changed` is called when the page is ahead of them.
function controls(rows, server, changed) {
  const ahead = new Map() // name of a value -> what the page shows, and until when that counts
  const stops = []
  let looking = null

  const set = (name, value) => {
    if (value === undefined || Number.isNaN(value)) return
    const before = ahead.get(name)
    ahead.set(name, { value, until: performance.now() + AHEAD_MS })
    if (before?.value !== value) changed()
  }

  const look = (row) => {
    const input = document.querySelector(`.st-key-${row.key} input`)
    if (!input) return
    if (row.kind === "switch") return set(row.name, input.checked)
    if (row.kind === "number" && (input.value === "" || !input.checkValidity())) return // it is being typed, or will be refused
    const at = Number(input.value)
    set(row.name, row.places ? row.places[at] : at)
  }

  const lookFor = (row, milliseconds) => {
    const until = performance.now() + milliseconds
    cancelAnimationFrame(looking)
    const again = () => {
      look(row)
      if (performance.now() < until) looking = requestAnimationFrame(again)
    }
    again()
  }

  const rowOf = (target) => rows.find((row) => target?.closest?.(`.st-key-${row.key}`))
  const on = (kind, listener) => {
    document.addEventListener(kind, listener, true)
    stops.push(() => document.removeEventListener(kind, listener, true))
  }
  let dragged = null
  on("pointerdown", ({ target }) => {
    const row = rowOf(target)
    if (row?.kind === "slider") lookFor((dragged = row), Infinity)
  })
  const letGo = () => {
    if (dragged) lookFor(dragged, USED_MS)
    dragged = null
  }
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, letGo, true)
    stops.push(() => removeEventListener(end, letGo, true))
  }
  for (const kind of ["keydown", "input", "click"]) {
    on(kind, ({ target }) => {
      const row = rowOf(target)
      if (!row) return
      if (row.kind !== "button") lookFor(row, USED_MS)
      else if (kind === "click" && !target.closest("button")?.disabled) set(row.name, row.then(value(row.name)))
    })
  }

  const value = (name) => ahead.get(name)?.value ?? server()?.[name]
  return {
    // The server's values, with what the page is ahead of them in their place.
    values() {
      const known = server()
      for (const [name, { value, until }] of ahead) if (value === known[name] || performance.now() > until) ahead.delete(name)
      return { ...known, ...Object.fromEntries([...ahead].map(([name, each]) => [name, each.value])) }
    },
    stop: () => {
      cancelAnimationFrame(looking)
      stops.forEach((stop) => stop())
    },
  }
}
