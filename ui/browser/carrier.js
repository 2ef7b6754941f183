// Carries one pack into the browser and shows nothing.
export default function ({ data }) {
  const pack = unpack(data)
  lab.packs.set(pack.digest, pack)
  lab.listeners.forEach((arrived) => arrived())
}
