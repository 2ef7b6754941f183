// What every page needs of the browser around it: Back goes a page back, on a phone the sidebar closes once a page is chosen, and a
// finger finds the points of a chart.

// Streamlit makes up to three entries of the browser's history for one walk: the page that is left once more, without its
// parameters or with those of the next, the new page, sometimes with the parameters of the old, and the new page with its own.
// Back would change the address alone, or land on another page's parameters. So a walk makes one entry here, and the page that is
// left keeps its own address: that of the press that began the walk, however long a busy server takes.

const SEEK_MS = 2500 // milliseconds for which a place is sought after Back, unless the visitor moves: a page comes in pieces
const LOOK_MS = 100 // milliseconds between two tries
const OF_A_VISIT = ["view", "room"] // parameters of every page, as projector.py and ballots.py name them
const NARROW_PX = 768 // pixels of width below which the sidebar lies over the page

function oneEntryAWalk() {
  const push = history.pushState.bind(history)
  let pressed = null // where the page stood at the last press; a key on a link presses it too
  document.addEventListener("click", () => (pressed = new URL(location.href)), true)
  history.pushState = (state, unused, address) => {
    const [from, to] = [new URL(location.href), new URL(address, location.href)]
    if (to.pathname === from.pathname) {
      history.replaceState(state, unused, to)
      return
    }
    const own = pressed?.pathname === from.pathname ? pressed : from
    if (to.search === own.search) { // the next page's own are told later; those of the visit are not told again
      for (const name of [...to.searchParams.keys()]) if (!OF_A_VISIT.includes(name)) to.searchParams.delete(name)
    }
    history.replaceState(history.state, "", own)
    push(state, unused, to)
  }
}

function closeSidebarOnAPhone() {
  document.addEventListener("click", ({ target }) => {
    if (innerWidth >= NARROW_PX || !target.closest("[data-testid=stSidebar] [data-testid=stPageLink] a")) return
    document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click()
  })
}

// Back finds the place on the page that was left: it is noted while one scrolls, and sought again until the page is long enough.
function placeOnThePage() {
  const main = () => document.querySelector("[data-testid=stMain]")
  const places = new Map() // how far each address was scrolled, in pixels, in this visit
  let seeking = null
  document.addEventListener("scroll", ({ target }) => {
    if (target === main() && !seeking) places.set(location.href, target.scrollTop)
  }, true)
  const stop = () => {
    clearInterval(seeking)
    seeking = null
  }
  for (const gesture of ["wheel", "touchstart", "keydown", "pointerdown"]) document.addEventListener(gesture, stop, true)
  addEventListener("popstate", () => {
    const place = places.get(location.href)
    stop()
    if (!place) return
    const until = performance.now() + SEEK_MS
    seeking = setInterval(() => {
      main().scrollTop = place
      if (performance.now() > until) stop()
    }, LOOK_MS)
  })
}

// Keys of who presents, as ui/browser/projector.py names them; a presenter's remote control sends Page Down for the next and "b" to reveal.
const PRESENTER = { // what each key presses
  n: nextQuestion, PageDown: nextQuestion,
  r: toReveal, b: toReveal,
  p: () => pageLink("before"), f: () => pageLink("after"),
}

function nextQuestion() {
  const row = document.querySelector(".st-key-question [role=radiogroup]")
  const all = [...(row?.querySelectorAll("[role=radio]") ?? [])].slice(0, -1) // the last asks nothing
  return all[all.findIndex((one) => one.ariaChecked === "true") + 1]
}

function toReveal() {
  return document.querySelector(".st-key-task_show button")
}

function pageLink(name) {
  return document.querySelector(`.st-key-projector_${name} [data-testid=stPageLink] a`)
}

function presenterKeys() {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, [role=application], [role=slider]")
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !document.querySelector(".st-key-projector")) return
    const pressed = PRESENTER[event.key]?.()
    if (!pressed) return
    event.preventDefault()
    pressed.click()
  })
}

// Plotly selects the point that the mouse was over, and a finger is over nothing before it presses: the first tap chose nothing.
function pointUnderAFinger() {
  document.addEventListener("touchstart", ({ target, touches }) => {
    if (touches.length > 1 || !target.closest?.(".js-plotly-plot")) return
    const { clientX, clientY } = touches[0]
    target.dispatchEvent(new MouseEvent("mousemove", { clientX, clientY, bubbles: true }))
  }, { capture: true, passive: true })
}

export default function () {
  if (window.latentLabPage) return
  window.latentLabPage = true
  oneEntryAWalk()
  closeSidebarOnAPhone()
  placeOnThePage()
  presenterKeys()
  pointUnderAFinger()
}
