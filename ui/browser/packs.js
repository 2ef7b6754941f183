// The packs that the browser holds: of each model its arrays, and its codes where a map shows them. A shipped model comes as files that
// the browser keeps for good, since their addresses change with what is in them; a visitor's own through the session. Packs live as
// long as the browser's page, so a rerun of the script or a visit to another lesson fetches nothing again.

const lab = (globalThis.latentLab ??= {
  packs: new Map(), // by digest
  coming: new Set(), // digests of those that are being fetched
  unfetched: new Set(), // and of those that can't be
  listeners: new Set(),
  hand: { digit: null, down: false, listeners: new Set(), tokens: new Map() }, // what is drawn right now: live/hand.js
})

// The packs of these { digest, files }, or null while one is missing. Files are fetched; what can't be fetched, and what the server
// believes to be here and is not (a run was cut short), is asked for. `coming` says that the server has sent what has no files.
function packsOf(wanted, coming, ask) {
  const missing = wanted.filter(({ digest }) => !lab.packs.has(digest))
  if (!missing.length) return wanted.map(({ digest }) => lab.packs.get(digest))
  const byFile = ({ digest, files }) => files.length && !lab.unfetched.has(digest)
  missing.filter((each) => byFile(each) && !lab.coming.has(each.digest)).forEach(fetchPack)
  const sent = missing.filter((each) => !byFile(each)).map(({ digest }) => digest)
  if (sent.length && sent.length === missing.length && !coming) ask("missing", sent)
  return null
}

// `force-cache` takes a file that was ever fetched from this address without asking the server whether it is still the same: the
// address has a digest of it.
async function fetchPack({ digest, files }) {
  lab.coming.add(digest)
  const read = async (file) => {
    const answer = await fetch(file, { cache: "force-cache" })
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`)
    return unpack(new Uint8Array(await answer.arrayBuffer()))
  }
  try {
    lab.packs.set(digest, modelled(joined(await Promise.all(files.map(read)))))
  } catch {
    lab.unfetched.add(digest)
  }
  lab.coming.delete(digest)
  lab.listeners.forEach((settled) => settled())
}

// What the judge reads in a picture of these pixels, with "; " before it as text alternatives have it. Empty until its file is here,
// which no picture waits for, and for good where there is none or it can't be fetched.
const readAs = (wanted, pixels) => inWords(lookAt(wanted, pixels))
const inWords = (look) => (look ? `; ${reading(look)}` : "") // what the judge's look says, behind other words

// The judge's ten probabilities of a picture, or null where the judge is not here (yet).
function lookAt(wanted, pixels) {
  const judge = judgeHere(wanted)
  return judge && judge(pixels)
}

function readRow(wanted, pictures) {
  const judge = judgeHere(wanted)
  return judge ? `; ${rowReading(pictures.map(judge))}` : ""
}

function readWall(wanted, pictures) {
  const judge = judgeHere(wanted)
  return judge ? `; ${wallReading(pictures.map(judge)).words}` : ""
}

function judgeHere(wanted) {
  if (!wanted) return null
  const { digest } = wanted
  const pack = lab.packs.get(digest)
  if (pack) return (pack.look ??= judgeOf(pack))
  if (!lab.coming.has(digest) && !lab.unfetched.has(digest)) fetchPack(wanted)
  return null
}

// The arrays of a weights file, and of a file of codes, in one pack, named as a pack of the visitor's own has them.
function joined(parts) {
  const pack = Object.assign({}, ...parts)
  if (pack.mean) pack.codes = pack.mean
  return pack
}

function arrive(digest, pack) {
  lab.packs.set(digest, pack)
  lab.listeners.forEach((arrived) => arrived())
}

// Call `arrived` whenever a pack comes in, or turns out not to be had as files; gives the function that ends it.
function onPack(arrived) {
  lab.listeners.add(arrived)
  return () => lab.listeners.delete(arrived)
}
