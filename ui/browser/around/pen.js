// Makes all of a drawable canvas a place to draw, and says what it is. Its own toolbar lies unseen over its top right part and
// takes the strokes that begin there; the page has buttons for all that it does. The canvas lives in a shadow root, where no
// style of the page reaches, and may come into the page after this script. What the hand draws meanwhile is read in live/hand.js.
// The digit that stands in shows through from behind it: given a background of its own, the component would report that at once, and
// each page with a canvas would run twice.

const LOOK_MS = 50 // milliseconds between two looks for a canvas that is not there yet
const LOOKS = 400 // looks: with LOOK_MS, 20 seconds, after which it will not come

const HINT = "draw here" // what stands at the foot of the empty canvas
const HINT_PX = 17 // its height
const HINT_GREY = "#aaa" // bright enough on black to be read, and no ink

const style = [
  ".dc-toolbar {display: none !important}",
  // Printed, and in colours that the system sets, it is a picture on black all the same.
  ".dc-container {background: #000 var(--paper) 0 0 / 100% 100%; print-color-adjust: exact; forced-color-adjust: none}",
  `.dc-container::before {content: "${HINT}"; position: absolute; inset: auto 0 2px; text-align: center}`,
  `.dc-container::before {color: ${HINT_GREY}; font: ${HINT_PX}px sans-serif}`,
  ".pen-down .dc-container {background-image: none}",
  ".pen-down .dc-container::before {content: none}",
].join(" ")

const rootIn = (key) => {
  const hosts = [...document.querySelectorAll(`.st-key-${key} *`)]
  return hosts.map((host) => host.shadowRoot).find((shadow) => shadow?.querySelector(".dc-root"))
}

function mend(shadow, { paper, label }) {
  const root = shadow.querySelector(".dc-root")
  if (!shadow.querySelector("style.pen")) {
    shadow.append(element("style", { className: "pen", textContent: style }))
    // What stands in is not of the drawing, so it goes when the pen comes down, not when the server has heard of it.
    root.addEventListener("pointerdown", () => root.classList.add("pen-down"))
  }
  root.style.setProperty("--paper", paper ? `url(${paper})` : "none")
  root.classList.toggle("pen-down", !paper)
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
