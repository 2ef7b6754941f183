// Maps of codes of more than two numbers: of such a map the plane is shown that lies through its codes, as autoencoders/scores/planes.py
// has it: z = origin + x·u + y·v. Dots are the codes' shadows on it, which come as a pack of their own; pictures are decoded on
// the plane itself. A map of two numbers has no plane, and all of it is shown.

const onAxis = (axis, code) => axis.reduce((sum, value, i) => sum + value * code[i], 0)
const shadowOf = ({ plane }, code) => (plane ? [onAxis(plane.u, code), onAxis(plane.v, code)] : code)
const lifted = ({ plane }, [x, y]) => plane.origin.map((value, i) => value + x * plane.u[i] + y * plane.v[i])

// How far a code lies off its map's plane.
const offPlane = (map, code) => Math.hypot(...lifted(map, shadowOf(map, code)).map((value, i) => value - code[i]))

// The packs of these maps, or null while one is missing. Of a map with a plane, `decode` takes a place on it and `whole` a code.
function packsOnPlanes(maps, coming, ask) {
  const flat = maps.filter(({ shadows }) => shadows)
  const packs = packsOf([...maps.map(({ pack }) => pack), ...flat.map(({ shadows }) => shadows)], coming, ask)
  return packs && maps.map((map, m) => (map.plane ? onPlane(map, packs[m], packs[maps.length + flat.indexOf(map)]) : packs[m]))
}

const planes = new Map() // of the planes that were shown last, their packs: who compares packs finds the same one again
const MOST_PLANES = 8 // of both maps, for a few turns back and forth

function onPlane(map, pack, shadows) {
  const key = [map.plane.digest, map.pack.digest, map.shadows?.digest].join()
  if (planes.has(key)) return planes.get(key)
  const made = { ...pack, codes: shadows?.codes ?? NONE, labels: shadows?.labels ?? NONE, whole: pack.decode }
  made.decode = (place) => pack.decode(lifted(map, place))
  planes.set(key, made)
  if (planes.size > MOST_PLANES) planes.delete(planes.keys().next().value)
  return made
}

const NONE = new Float32Array(0) // no codes

// The ellipse that a cloud with these standard deviations, one a number, throws on a map: its two radii, the wider first where it is
// turned, and the angle of the first to the x axis, which goes up as y does.
function cloudOf({ plane }, spread) {
  if (!plane) return { radii: [...spread], angle: 0 }
  const under = (one, other) => one.reduce((sum, value, i) => sum + value * other[i] * spread[i] ** 2, 0)
  const [xx, xy, yy] = [under(plane.u, plane.u), under(plane.u, plane.v), under(plane.v, plane.v)]
  const [middle, reach] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)]
  return { radii: [Math.sqrt(middle + reach), Math.sqrt(Math.max(middle - reach, 0))], angle: Math.atan2(2 * xy, xx - yy) / 2 }
}
