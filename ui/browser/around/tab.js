// The tab remembers a visit's settings and drawings: the server forgets them with the connection. A visit that the tab does not know
// is told what it remembers of the last one, until it says that it was told; only then does it take that one's place.

const TAB = "latent-lab" // the name under which the tab remembers

export default function ({ data: { visit, count, told, text }, setTriggerValue }) {
  try {
    const last = JSON.parse(sessionStorage.getItem(TAB) ?? "null")
    if (last && last.visit !== visit && !told) setTriggerValue("found", last.text)
    else if (last?.visit !== visit || last.count < count) sessionStorage.setItem(TAB, JSON.stringify({ visit, count, text }))
  } catch {
    // A browser may forbid it, or be full: then a reload begins anew, as it did without.
  }
}
