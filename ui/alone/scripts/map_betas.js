// The dial over β on the map of two numbers. All its VAEs but the first have thin decoders and no encoders: the digits to pick come with their
// codes, a drawing has none there.

const turned = () => facts.dial.places.find(({ beta }) => beta === settings.mapbeta)

// The rows of both maps, the VAE's that of the dial's place.
const rowsOnDial = () => facts.maps.map((row, m) => (m === facts.maps.length - 1 ? { ...row, name: turned().name } : row))

// Their packs, or null. The codes are those of the same test digits for each β, so their labels are in the page once.
function packsOnDial() {
  const packs = packsHere([...rowsOnDial(), facts.maps.at(-1)].map(({ name }) => name))
  if (!packs) return null
  const whole = packs.pop()
  packs.at(-1).labels ??= whole.labels
  return packs
}

// Where a pack without encoder has the digit that was picked, and its cloud there.
function placeOfPick({ picks }) {
  if (settings.ink) return { digit: null, spread: null }
  const [label, nth] = settings.digit.split(".").map(Number)
  const at = 4 * (label * facts.each + nth)
  return { digit: [...picks.subarray(at, at + 2)], spread: [...picks.subarray(at + 2, at + 4)] }
}

// Said where a drawing is on one of the maps only.
function showDrawn() {
  const missing = Boolean(settings.ink || hand.down) && !isLong() && settings.mapbeta !== facts.dial.first
  const node = byId("map-beta-words")
  if (node.hidden !== missing) return // it is read out as it comes, and this is called for each frame of a stroke
  node.textContent = missing ? facts.dial.not_drawn : ""
  node.hidden = !missing
}

// The table's row of the dial's place; the first row is the AE's.
function markBeta() {
  document.querySelectorAll("#map-betas tbody tr").forEach((row, r) => {
    const isNow = facts.dial.places[r - 1] === turned()
    row.classList.toggle("now", isNow)
    if (isNow) row.setAttribute("aria-current", "true")
    else row.removeAttribute("aria-current")
  })
}
