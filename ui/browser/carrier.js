// Carries one pack into the browser and shows nothing.
export default function ({ data }) {
  const pack = unpack(data)
  arrive(pack.digest, pack)
}
