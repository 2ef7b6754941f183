// The page around the lessons: tabs, light and dark, what is read out, and the loop that draws. A lesson is a function that draws all of
// it as it is now; it is called once a frame at most, when something was set or has arrived.

const byId = (id) => document.getElementById(id)
const lessons = {} // by name, what draws the lesson
const IDLE_MS = 8 // milliseconds that work which nobody waits for may take at a time

let refreshing = 0
function refresh() {
  refreshing ||= requestAnimationFrame(() => {
    refreshing = 0
    lessons[settings.lesson]()
  })
}

// The packs of these names, or null while one is missing; the lesson is drawn again when it has come.
function packsHere(names) {
  const missing = names.filter((name) => !lab.packs.has(name))
  missing.forEach(bring)
  return missing.length ? null : names.map((name) => lab.packs.get(name))
}

function bring(name) {
  if (lab.coming.has(name)) return
  lab.coming.add(name)
  packNamed(name).then((pack) => arrive(name, pack)).catch((fault) => {
    console.error(fault)
    sayTrouble()
  })
}

const tooOld = "This browser can’t unpack the models of this page: it is too old. Chrome or Edge from 103, Firefox from 113 and Safari from 16.4 can."
const notWhole = "A part of this page is missing: its file did not come whole. Download or copy it once more."
function sayTrouble() {
  Object.assign(byId("trouble"), { textContent: canInflate() ? notWhole : tooOld, className: "note", hidden: false })
}

// Runs `step(0)` to `step(count - 1)` while nothing else is to do, then `done`; gives the function that ends it.
function whenIdle(count, step, done) {
  let at = 0
  let next = setTimeout(function work() {
    const end = performance.now() + IDLE_MS
    while (at < count && performance.now() < end) step(at++)
    if (at < count) next = setTimeout(work)
    else done()
  })
  return () => clearTimeout(next)
}

// Read this out once nothing has changed for a while; what was read last is no news.
function speak(words) {
  atRest(speak, () => {
    if (byId("live").textContent !== words) byId("live").textContent = words
  })
}

function openLesson(name, anew) {
  for (const { pen } of Object.values(givens)) pen.lift() // a canvas that moves in the page, or is hidden, may never hear that the pen goes up
  settings.lesson = name
  if (anew) writeAddress(true)
  document.documentElement.dataset.lesson = name
  for (const each of facts.lessons) {
    const tab = byId(`tab-${each}`)
    tab.setAttribute("aria-selected", String(each === name))
    tab.tabIndex = each === name ? 0 : -1
    byId(`panel-${each}`).hidden = each !== name
  }
  takeInputs(byId(`panel-${name}`))
  refresh()
}

// The ways to give a digit are there once and move to the lesson that is open.
function takeInputs(panel) {
  for (const place of panel.querySelectorAll("[data-input]")) {
    const given = document.querySelector(`[data-given=${place.dataset.input}]`)
    if (given.parentElement !== place) place.append(given)
  }
}

function buildShell() {
  const tabs = facts.lessons.map((name) => byId(`tab-${name}`))
  tabs.forEach((tab, i) => {
    tab.onclick = (event) => {
      event.preventDefault() // in a frame without an address of its own a link would leave the page
      openLesson(facts.lessons[i], true)
    }
    tab.onkeydown = (event) => {
      const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1 }[event.key]
      if (to === undefined && event.key !== " ") return
      event.preventDefault()
      const next = (to === undefined ? i : to + tabs.length) % tabs.length
      openLesson(facts.lessons[next], true)
      tabs[next].focus()
    }
  })
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark"
  const tell = () => (byId("theme").textContent = isDark() ? "Light" : "Dark")
  byId("theme").onclick = () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark"
    tell()
    refresh()
  }
  dark.onchange = () => {
    tell()
    refresh()
  }
  tell()
  addEventListener("popstate", followAddress)
  addEventListener("hashchange", followAddress)
  addEventListener("resize", refresh) // the chart is as wide as the page
}

function followAddress() {
  if (location.hash === addressOf()) return
  const inks = (which) => settings[names[which][1]]
  const before = Object.keys(givens).map(inks)
  readAddress()
  Object.keys(givens).forEach((which, w) => inks(which) !== before[w] && clearFor(givens[which]))
  openLesson(settings.lesson, false)
}

// A control that sets one of the settings, and shows it: `value` is how it is written there.
function bind(id, name, value = (node) => node.value) {
  byId(id).oninput = (event) => {
    const written = value(event.target)
    if (valid(name, written) || written === FIRST[name]) set({ [name]: written })
  }
}

// One of several, as radio buttons whose values are those of the setting.
function bindChoice(id, name) {
  byId(id).onchange = (event) => set({ [name]: event.target.value })
}

function showChoice(id, value) {
  for (const radio of byId(id).querySelectorAll("input")) radio.checked = radio.value === value
}

// A number in its field, not while it is typed there.
const showValue = (id, value) => document.activeElement !== byId(id) && (byId(id).value = value)
