// Makes all of a drawable canvas a place to draw, and says what it is. Its own toolbar lies unseen over its top right part and
// takes the strokes that begin there; the page has buttons for all that it does. The canvas lives in a shadow root, where no
// style of the page reaches, and may come into the page after this script. What the hand draws meanwhile is read in live/hand.js.

const LOOK_MS = 50 // milliseconds between two looks for a canvas that is not there yet
const LOOKS = 400 // looks: with LOOK_MS, 20 seconds, after which it will not come

const style = [
  ".dc-toolbar {display: none !important}",
  ".dc-container {background: #000}",
  ".pen-down .dc-background-canvas {opacity: 0}",
].join(" ")

const rootIn = (key) => {
  const hosts = [...document.querySelectorAll(`.st-key-${key} *`)]
  return hosts.map((host) => host.shadowRoot).find((shadow) => shadow?.querySelector(".dc-root"))
}

function mend(shadow, { empty, label }) {
  const root = shadow.querySelector(".dc-root")
  if (!shadow.querySelector("style.pen")) {
    shadow.append(element("style", { className: "pen", textContent: style }))
    // What stands in is not of the drawing, so it goes when the pen comes down, not when the server has heard of it.
    root.addEventListener("pointerdown", () => root.classList.add("pen-down"))
  }
  root.classList.toggle("pen-down", !empty)
  root.setAttribute("role", "img")
  root.setAttribute("aria-label", label)
}

const looking = new WeakMap()

export default function ({ data, parentElement }) {
  globalThis.latentLab?.hand.heard?.(data.canvas, data.token)
  clearInterval(looking.get(parentElement))
  let looks = 0
  const look = () => {
    const shadow = rootIn(data.canvas)
    if (shadow) mend(shadow, data)
    if (shadow || ++looks > LOOKS) clearInterval(looking.get(parentElement))
    return shadow
  }
  if (!look()) looking.set(parentElement, setInterval(look, LOOK_MS))
  return () => clearInterval(looking.get(parentElement))
}
