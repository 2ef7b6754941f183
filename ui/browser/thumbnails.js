// A page of small pictures of which one is chosen, and two buttons to leaf through the others. One of them can be reached by Tab, as in any
// group of choices; arrow keys go to its neighbours, and Enter or the space bar takes one: to choose on the way would run the page each time.

const grids = new WeakMap() // by the element of the component: what it shows

function buildGrid(parent) {
  const [grid, pager] = [parent.querySelector(".grid"), parent.querySelector(".pager")]
  const leaf = (textContent, label) => element("button", { type: "button", textContent, "aria-label": label })
  const state = { grid, buttons: [], earlier: leaf("‹", "Earlier ones"), later: leaf("›", "Later ones"), where: element("span", { role: "status" }), pager }
  pager.replaceChildren(state.earlier, state.where, state.later)
  grid.onkeydown = (event) => moveFocus(state, event)
  state.earlier.onclick = () => state.tell("page", state.data.page - 1)
  state.later.onclick = () => state.tell("page", state.data.page + 1)
  return state
}

function moveFocus({ buttons, data, earlier, later }, event) {
  const here = buttons.indexOf(event.target)
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: data.columns, ArrowUp: -data.columns, Home: -here, End: buttons.length - 1 - here }
  if (event.key === "PageDown" || event.key === "PageUp") {
    ;(event.key === "PageDown" ? later : earlier).click()
    event.preventDefault()
  } else if (event.key in steps) {
    const next = buttons[here + steps[event.key]]
    if (next) focusOn(buttons, next)
    event.preventDefault()
  }
}

function focusOn(buttons, one) {
  for (const button of buttons) button.tabIndex = button === one ? 0 : -1
  one.focus()
}

// Show the pictures of this page, each its part of the one that was sent; who had the focus keeps it.
function showGrid(state) {
  const { sheet, columns, first, shown, count, at, label, name, page, last } = state.data
  const rows = Math.ceil(shown / columns)
  const had = state.buttons.findIndex((button) => button.matches(":focus"))
  if (state.buttons.length !== shown) {
    state.buttons = Array.from({ length: shown }, (_, i) => {
      const button = element("button", { type: "button", role: "radio" })
      button.onclick = () => choose(state, i)
      return button
    })
    state.grid.replaceChildren(...state.buttons)
  }
  state.grid.style.gridTemplateColumns = `repeat(${columns}, 1fr)`
  state.grid.setAttribute("aria-label", label)
  const stop = at >= first && at < first + shown ? at - first : 0 // where Tab leads to
  state.buttons.forEach((button, i) => {
    const part = (place, parts) => (parts > 1 ? (100 * place) / (parts - 1) : 0)
    button.style.backgroundImage = `url(${sheet})`
    button.style.backgroundSize = `${100 * columns}% ${100 * rows}%`
    button.style.backgroundPosition = `${part(i % columns, columns)}% ${part(Math.floor(i / columns), rows)}%`
    button.title = button.ariaLabel = `${name}, no. ${first + i}`
    button.tabIndex = i === stop ? 0 : -1
  })
  check(state, at)
  if (had >= 0) focusOn(state.buttons, state.buttons[Math.min(had, shown - 1)])
  state.where.textContent = `${first} to ${first + shown - 1} of ${count}`
  state.pager.hidden = last === 0
  state.earlier.disabled = page === 0
  state.later.disabled = page === last
}

const check = ({ buttons, data }, at) => buttons.forEach((button, i) => button.setAttribute("aria-checked", String(data.first + i === at)))

// The mark moves at once; the page follows.
function choose(state, i) {
  check(state, state.data.first + i)
  state.tell("chosen", state.data.first + i)
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (!grids.has(parentElement)) grids.set(parentElement, buildGrid(parentElement))
  const state = grids.get(parentElement)
  state.tell = setTriggerValue
  const isNews = JSON.stringify(state.data) !== JSON.stringify(data)
  state.data = data
  if (isNews) showGrid(state)
}
