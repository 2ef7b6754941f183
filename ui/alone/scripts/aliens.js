// What is no digit: a drawer of pictures that this lab drew, what can be done to the digit that counts, and the sentence on who notices.

const CHANGES = { // of the pixels that count, by what a button says
  "Upside down": (digit) => digit.map((_, p) => digit[PIXELS - 1 - p]),
  Mirrored: (digit) => digit.map((_, p) => digit[p - (p % SIDE) + SIDE - 1 - (p % SIDE)]),
  "Black on white": (digit) => digit.map((value) => 1 - value),
}

// Give a picture that nobody drew here: it is kept in the address as a drawing is.
function giveAlien(which, pixels, name) {
  clearFor(givens[which])
  give(which, pixels)
  givens[which].exact.name = name
  refresh()
}

function alienDrawer(which) {
  const pictures = element("div", { className: "digits" })
  for (const { name, ink } of facts.aliens) {
    const pixels = readInk(ink)
    const picture = element("canvas", { width: SIDE, height: SIDE })
    drawDigit(picture.getContext("2d"), pixels)
    const pick = element("button", { type: "button", title: name, "aria-label": `No digit: ${name}` }, picture)
    pick.onclick = () => giveAlien(which, pixels, `no digit: ${name}`)
    pictures.append(pick)
  }
  const changes = Object.entries(CHANGES).map(([name, change]) =>
    element("button", { type: "button", textContent: name, onclick: () => giveAlien(which, change(digitNow(which)), `changed: ${name.toLowerCase()}`) }))
  const buttons = element("div", { className: "kinds" }, ...changes)
  return element("details", { className: "aliens" }, element("summary", { textContent: "Aliens: what is no digit" }), pictures, buttons)
}

// Only the strips of systems that are shown; under them, what they say together. The sentences are those of ui/usual/words.py.
function sayUsual(parts, names) {
  const shown = facts.usual.filter(({ model }) => names.includes(model))
  const rowOf = ({ measure, model }) => parts.of(`at ${measure} ${model}`)[0].closest(".row")
  for (const strip of facts.usual) rowOf(strip).hidden = !names.includes(strip.model)
  for (const heading of document.querySelectorAll("#usual h6")) {
    let row = heading.nextElementSibling
    while (row?.hidden) row = row.nextElementSibling
    heading.hidden = !row?.matches(".row")
  }
  const title = (strip) => `${strip.measure === "error" ? "reconstruction error" : "−ELBO"} of ${rowOf(strip).firstElementChild.textContent}`
  const beyond = shown.filter((strip) => rowOf(strip).querySelector(".beyond"))
  byId("usual-words").textContent = !shown.length ? "" : beyond.length
    ? `Stranger than 99 % of test digits by ${beyond.map(title).join("; ")}.${beyond.length < shown.length ? " Not noticed by the others." : " Every measure here notices it."}`
    : "By no measure here does this stand out among test digits. That does not make it a digit: a dot may pass too."
}
