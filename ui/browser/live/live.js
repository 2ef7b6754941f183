// What follows the hand on a lesson's page: while one draws, drags a slider or throws the dice, the lesson's own function computes with the
// models here what the server will answer, and paints it in the place of what the server said last. When the answer for the same digit
// and values comes, the server's pictures and scores take over.

const LOOK_AGAIN_MS = 1000 // milliseconds at rest after which it is looked whether the server's values count again

const WARM_UP_MS = 300 // milliseconds after which a browser compiles what it will need, so that the first stroke is followed as closely
const WARM_UPS = 20 // times that it computes what it shows nowhere, after which Chromium has compiled all of it

const NOWHERE = { of: () => [] } // parts for what is computed and shown nowhere

const lives = new WeakMap()
const hand = lab.hand

export default function ({ data, parentElement, setTriggerValue }) {
  let live = lives.get(parentElement)
  if (!live) {
    live = begin(data)
    parentElement.append(live.region)
    lives.set(parentElement, live)
  }
  Object.assign(live, { data, ask: setTriggerValue })
  connect(live)
  return () => {
    live.stops.forEach((stop) => stop())
    lives.delete(parentElement)
  }
}

function begin({ places }) {
  const live = { ahead: false }
  live.region = element("p", { "aria-live": "polite" })
  live.region.style.cssText = "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0"
  live.controls = controls(LESSON.controls.map((row) => ({ ...row, places: places[row.key] })), () => live.server, () => follow(live))
  const follows = () => follow(live)
  hand.listeners.add(follows)
  const watch = new MutationObserver((changes) => {
    if (!live.ahead) arrived(live)
    else if (changes.some(isAnswer)) paint(live) // before the new images are ever shown
  })
  watch.observe(document.querySelector("[data-testid=stMain]"), { childList: true, subtree: true })
  const rest = () => {
    for (const timer of [live.warm, live.rest, live.telling]) clearTimeout(timer)
    cancelAnimationFrame(live.waiting)
  }
  live.stops = [rest, onPack(() => connect(live)), live.controls.stop, () => hand.listeners.delete(follows), () => watch.disconnect()]
  const scrolled = () => live.ahead && follow(live)
  addEventListener("scroll", scrolled, true)
  live.stops.push(() => removeEventListener("scroll", scrolled, true))
  if (LESSON.listen) live.stops.push(LESSON.listen(() => live.models && live.server && [wanted(live), live.models, live.data]))
  return live
}

function connect(live) {
  const packs = packsOf(live.data.models.map(({ pack }) => pack), live.data.coming, live.ask)
  live.models = packs && live.data.models.map((row, m) => ({ ...packs[m], ...row }))
  arrived(live)
  if (live.ahead) follow(live)
  if (packs && !live.warm) live.warm = setTimeout(() => warmUp(live, WARM_UPS), WARM_UP_MS)
}

// Compute what the page shows already, and show it nowhere, one time a task.
function warmUp(live, times) {
  if (live.models && live.server && !live.ahead) LESSON.paint(live.server, live.models, live.data, NOWHERE)
  if (times) live.warm = setTimeout(() => warmUp(live, times - 1))
}

const isAnswer = ({ addedNodes }) => [...addedNodes].some((node) => node.matches?.("[data-live]") || node.querySelector?.("[data-live]"))

// Another answer of the server stands in the page, all of it, since its values come last.
function arrived(live) {
  const node = document.querySelector(`[data-live="${LESSON.name}"]`)
  if (!node || node === live.node) return
  live.node = node
  live.server = serverState(node)
}

// What the visitor sees and does now: the server's values, with what is ahead of them.
function wanted(live) {
  const values = live.controls.values()
  return hand.digit && values.digit ? { ...values, digit: hand.digit } : values
}

const same = (one, other) => Object.keys(one).every((name) => (name === "digit" ? sameDigit(one.digit, other.digit) : one[name] === other[name]))

function follow(live) {
  live.ahead = true
  live.waiting ??= requestAnimationFrame(() => {
    live.waiting = null
    paint(live)
  })
}

function paint(live) {
  arrived(live)
  if (!live.models || !live.server) return
  const now = wanted(live)
  clearTimeout(live.rest)
  forgetGone()
  if (!hand.down && same(now, live.server)) {
    live.ahead = false
    yieldParts()
    return tellAtRest(live, LESSON.paint(live.server, live.models, live.data, NOWHERE))
  }
  tellAtRest(live, LESSON.paint(now, live.models, live.data, liveParts(inSight)))
  live.rest = setTimeout(() => paint(live), LOOK_AGAIN_MS)
}

function tellAtRest(live, tell) {
  clearTimeout(live.telling)
  live.telling = setTimeout(() => {
    const words = tell()
    if (live.data.quiet) return // what it says is still to be guessed
    // Without the judge there are none; its file is a pack, and once it comes this is asked again.
    if (live.region.textContent !== words) live.region.textContent = words
  }, REST_MS)
}
