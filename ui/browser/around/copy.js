// The button that copies a link. Over plain HTTP a browser has no clipboard for pages; there the marked text is copied the old way.

const SAID_MS = 2000 // milliseconds for which the button says that it has copied

export default function ({ data, parentElement }) {
  const [button, field] = [parentElement.querySelector("button"), parentElement.querySelector("input")]
  field.value = data.link
  field.onfocus = () => field.select()
  button.textContent = "Copy the link"
  button.onclick = async () => {
    let copied = false
    try {
      await navigator.clipboard.writeText(data.link)
      copied = true
    } catch {
      field.focus()
      field.select()
      copied = document.execCommand("copy")
    }
    button.textContent = copied ? "Copied" : "Copy it from the line below"
    setTimeout(() => (button.textContent = "Copy the link"), SAID_MS)
  }
}
