// The visitor's digit on the maps: where each encoder puts it, the cloud where it is one, its way while it is drawn, and what
// becomes of it. While a pen draws in the page, that is its digit (`lab.hand`: `digit`, 784 pixels, or null; `down`; and the
// `listeners` that hear of every change, at most once a frame); else it is the server's, which comes with the data.

const TRAIL = 60 // places that a trail goes back: a second of drawing, or two where frames are few
const SMALL = 220 // pixels of a map on which letters are smaller, as on a phone
const hand = (lab.hand ??= { digit: null, down: false, listeners: new Set() })
const still = matchMedia("(prefers-reduced-motion: reduce)")

// Where the digit lies on a map, and its cloud there, or null where it is a point; and where it lies damaged, if it is. On a plane
// that is its code's shadow, `whole` the code and `off` how far that is off the plane.
function ownPlace(map, pack, damage) {
  const own = ownCode(map, pack, damage)
  if (!own) return own
  return {
    code: shadowOf(map, own.code),
    cloud: own.spread && cloudOf(map, own.spread),
    damaged: own.damaged && shadowOf(map, own.damaged),
    whole: own.code,
    off: map.plane ? offPlane(map, own.code) : 0,
  }
}

// The digit's code, its standard deviations if it is a cloud, and the code of what is damaged.
function ownCode(map, pack, damage) {
  if (!hand.digit) return map.digit && { code: map.digit, spread: map.spread, damaged: map.damaged ?? null }
  if (!pack.encode) return null // in the one-file page some come without encoder
  const harmed = damage ? pack.encode(damaged(damage, hand.digit)) : null
  if (!pack.posterior) return { code: pack.encode(hand.digit), spread: null, damaged: harmed }
  const { mean, logVar } = pack.posterior(hand.digit)
  return { code: mean, spread: logVar.map((value) => Math.exp(value / 2)), damaged: harmed }
}

// The picture and the words of the digit beside those of the pointer; on a plane, beside it the picture of its shadow.
function ownFigure() {
  const [picture, shadow] = [0, 1].map(() => element("canvas", { width: SIDE, height: SIDE }))
  for (const canvas of [picture, shadow]) canvas.setAttribute("role", "img")
  const words = element("p", { className: "words" })
  return { picture, shadow, words, figure: element("figure", { className: "own" }, picture, words), place: null, trail: [] }
}

// Find the digit's place on every map anew: its picture and words follow, and what is drawn on the maps at the next frame. What the
// judge reads takes longer than all that, and is for those who hear it: at rest.
function placeOwn(state) {
  state.data.maps.forEach((map, m) => {
    const [own, pack] = [state.maps[m].own, state.packs[m]]
    own.place = isHidden(state.data, "own") ? null : ownPlace(map, pack, state.data.damage)
    own.figure.hidden = !own.place
    if (!own.place) return
    const { code } = own.place
    own.trail = hand.down && !still.matches ? [...own.trail, code].slice(-TRAIL) : []
    own.pixels = (pack.whole ?? pack.decode)(own.place.whole)
    drawDigit(own.picture.getContext("2d"), own.pixels)
    if (!map.plane) own.shadow.remove()
    else {
      if (!own.shadow.isConnected) own.picture.after(own.shadow)
      drawDigit(own.shadow.getContext("2d"), pack.decode(code))
      own.shadow.setAttribute("aria-label", `What the ${map.title} draws at its place on the plane, ${offWords(own.place.off)}`)
    }
    const [distance, row] = nearest(pack.codes, code)
    const isSeen = isInView(map.view, code)
    const where = !isSeen ? "outside this square" : map.plane ? offWords(own.place.off) : ringWords(code)
    writeCaption(own.words, "your digit", code, where, closest(map, pack.labels[row], distance), null)
    const near = nearWords(map, pack.labels[row], distance)
    own.alternative = [`What the ${map.title} draws of your digit, at ${placeWords(code)}, ${where}`, `; ${near}`]
    own.picture.setAttribute("aria-label", own.alternative.join(""))
  })
  const places = JSON.stringify(state.maps.map(({ own }) => own.place && [...own.place.code]))
  const moved = state.root.dataset.own && places !== state.root.dataset.own
  state.root.dataset.own = places
  state.own ??= { isNews: false }
  state.own.isNews ||= moved
  describeMaps(state, (map) => (hand.digit ? "your drawing" : map.own))
  atRest(state.own, () => describeOwn(state))
}

// What each map is to who can't see it; `of` gives the words for the digit on it.
function describeMaps(state, of) {
  const { maps, layer, asks, dial } = state.data
  maps.forEach((map, m) => {
    const { place } = state.maps[m].own
    const damaged = place?.damaged ? `, and ${state.data.damage.said} at ${placeWords(place.damaged)}` : ""
    const words = place ? `Your digit, ${of(map)}, lies at ${placeWords(place.code)}${damaged}. ` : ""
    const keys = `Arrow keys move the code on all maps, with Shift in bigger steps.${asks ? " Enter takes it as your place." : ""}`
    const turned = dial && m === maps.length - 1 ? `, ${dial.label} = ${dial.at}` : ""
    const read = layer === "read as" && state.maps[m].counted ? `, ${state.maps[m].counted} in the 2 σ ring` : ""
    state.maps[m].canvas.setAttribute("aria-label", `${map.title}${turned}: ${layer}${read}. ${words}${keys}`)
  })
}

function describeOwn(state) {
  const { judge } = state.data
  const owns = state.maps.map(({ own }) => own).filter(({ place }) => place)
  for (const { picture, pixels, alternative, words } of owns) {
    const look = lookAt(judge, pixels)
    picture.setAttribute("aria-label", alternative.join(inWords(look)))
    if (look) words.querySelector(".read").textContent = brief(reading(look))
  }
  if (hand.digit) {
    const words = `your drawing${readAs(judge, hand.digit)}`
    describeMaps(state, () => words)
  }
  if (state.own.isNews) say(state.liveOwn, owns.map(({ picture }) => picture.ariaLabel))
  state.own.isNews = false
}

// The way that the digit took while the pen is down, the older the fainter; on dots, digits and colours alike, as `edged` is.
function drawTrail(context, view, size, trail, ink, paper) {
  const way = trail.map((code) => toPixel(view, size, code))
  for (const [color, width] of [[paper, 4.5], [ink, 2]]) {
    context.strokeStyle = color
    context.lineWidth = width
    for (let i = 1; i < way.length; i++) {
      context.globalAlpha = i / way.length
      context.beginPath()
      context.moveTo(...way[i - 1])
      context.lineTo(...way[i])
      context.stroke()
    }
  }
  context.globalAlpha = 1
}

// A line from the digit to where it lies damaged, which is a hollow diamond; outside the view it ends at the edge.
function drawDamaged(context, view, size, place, ink, paper) {
  const [[x, y], [u, v]] = [place.code, place.damaged].map((each) => toPixel(view, size, each))
  context.setLineDash([5, 3])
  edged(context, ink, paper, 1.5, () => {
    context.moveTo(x, y)
    context.lineTo(u, v)
  })
  context.setLineDash([])
  edged(context, ink, paper, 2, () => {
    for (const [a, b] of [[7, 0], [0, 7], [-7, 0], [0, -7], [7, 0]]) context.lineTo(u + a, v + b)
  })
  const isLeft = u > size / 2
  if (Math.hypot(u - x, v - y) > 12) write(context, ink, paper, "damaged", u + (isLeft ? -12 : 12), v + 14, isLeft ? "right" : "left", size < SMALL ? 10 : 12)
}

// A diamond, with the ellipses of one and two standard deviations where the digit is a cloud; where it lies outside the view, an
// arrow at the edge.
function drawOwn(context, { view }, size, { place, trail }, ink, paper) {
  if (!place) return
  drawTrail(context, view, size, trail, ink, paper)
  const { code, cloud } = place
  if (place.damaged) drawDamaged(context, view, size, place, ink, paper)
  const [x, y] = toPixel(view, size, code)
  const [ex, ey] = [x, y].map((each) => Math.max(14, Math.min(size - 14, each)))
  if (cloud) {
    const unit = size / (2 * view[2])
    for (const times of [1, 2]) {
      const radii = cloud.radii.map((each) => times * each * unit)
      edged(context, ink, paper, 1.5, () => context.ellipse(x, y, ...radii, -cloud.angle, 0, 2 * Math.PI))
    }
  }
  const outside = ex !== x || ey !== y
  context.save()
  context.translate(ex, ey)
  context.rotate(outside ? Math.atan2(y - ey, x - ex) : 0)
  const reach = cloud ? 4 : 7
  const shape = outside ? [[12, 0], [-6, -8], [-6, 8]] : [[reach, 0], [0, reach], [-reach, 0], [0, -reach]]
  context.beginPath()
  shape.forEach(([a, b]) => context.lineTo(a, b))
  context.closePath()
  context.fillStyle = ink
  context.strokeStyle = paper
  context.lineWidth = 2
  context.lineJoin = "round"
  context.stroke()
  context.fill()
  context.restore()
  const left = ex > size / 2
  const [x0, y0] = [ex + (left ? -16 : 16), ey < 30 ? ey + 16 : ey - 14]
  write(context, ink, paper, "your digit", x0, y0, left ? "right" : "left", size < SMALL ? 10 : 12)
}
