// What follows the hand on a lesson's page: while one draws, drags a slider or throws the dice, the lesson's own function computes with the
// models here what the server will answer, and paints it in the place of what the server said last. When the answer for the same digit
// and values comes, the server's pictures and scores take over.

const LATE_MS = 2000 // milliseconds at rest after which the server's answer counts even where it is another

const WARM_UP_MS = 300 // milliseconds after which a browser compiles what it will need, so that the first stroke is followed as closely
const WARM_UPS = 20 // times that it computes what it shows nowhere, after which Chromium has compiled all of it

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
  const live = { packs: null, painted: null, ahead: false }
  live.region = element("p", { "aria-live": "polite" })
  live.region.style.cssText = "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0"
  live.controls = controls(LESSON.controls.map((row) => ({ ...row, places: places[row.key] })), () => live.server, () => follow(live))
  const follows = () => follow(live)
  hand.listeners.add(follows)
  const watch = new MutationObserver(() => arrived(live))
  watch.observe(document.querySelector("[data-testid=stMain]"), { childList: true, subtree: true })
  live.stops = [() => clearTimeout(live.warm), onPack(() => connect(live)), live.controls.stop, () => hand.listeners.delete(follows), () => watch.disconnect()]
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
  if (live.models && live.server && !live.ahead) LESSON.paint(live.server, live.models, live.data, { of: () => [] })
  if (times) live.warm = setTimeout(() => warmUp(live, times - 1))
}

// Another answer of the server stands in the page: it counts, unless the visitor is further by now.
function arrived(live) {
  const node = document.querySelector(`[data-live="${LESSON.name}"]`)
  if (!node || node === live.node) return
  live.node = node
  live.server = serverState(node)
  if (live.ahead) paint(live) // before the new images are ever shown
}

// What the visitor sees and does now: the server's values, with what is ahead of them.
function wanted(live) {
  const values = live.controls.values()
  return hand.digit ? { ...values, digit: hand.digit } : values
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
  if (!hand.down && same(now, live.server)) return rest(live)
  const tell = LESSON.paint(now, live.models, live.data, liveParts())
  clearTimeout(live.telling)
  live.telling = setTimeout(() => (live.region.textContent = tell()), REST_MS)
  live.rest = setTimeout(() => rest(live), LATE_MS)
}

// The visitor's and the server's values are the same, or the server will not say more.
function rest(live) {
  live.ahead = hand.down
  if (!live.ahead) yieldParts()
}
