// The packs that the browser holds: of each model the decoder's arrays, and its codes where a map shows them. A pack is a
// safetensors file in memory (8 bytes: length of the header; the header, as JSON; the arrays). Packs live as long as the
// browser's page, so a rerun of the script or a visit to another lesson fetches nothing again.

const lab = (globalThis.latentLab ??= { packs: new Map(), listeners: new Set() })

function unpack(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = 8 + Number(view.getBigUint64(0, true))
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)))
  const types = { F32: Float32Array, U8: Uint8Array }
  const pack = { ...header.__metadata__ }
  for (const [name, { dtype, data_offsets }] of Object.entries(header)) {
    if (name === "__metadata__") continue
    const [from, to] = data_offsets
    pack[name] = new types[dtype](bytes.slice(start + from, start + to).buffer) // a copy, so that it is aligned
  }
  pack.decode = decoder(pack)
  return pack
}

// The packs of these digests, or null while one is missing. `coming` says that the server has sent what was missing; what
// it believes to be here and is not (a run was cut short) is asked for.
function packsOf(digests, coming, ask) {
  const missing = digests.filter((digest) => !lab.packs.has(digest))
  if (!missing.length) return digests.map((digest) => lab.packs.get(digest))
  if (!coming) ask("missing", missing)
  return null
}

// Call `arrived` whenever a pack comes in; gives the function that ends it.
function onPack(arrived) {
  lab.listeners.add(arrived)
  return () => lab.listeners.delete(arrived)
}
