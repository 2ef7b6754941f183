// One slide at a time: keys, buttons, a finger. Without this script all slides stand one below the other.
const SWIPE = 40; // pixels that a finger goes sideways before it turns a slide
const FORWARD = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter", "n", "N"]; // keys; clickers send PageDown
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace", "p", "P"]; // keys; clickers send PageUp

const slides = [...document.querySelectorAll(".slide")];
let at = 0;

function show(to) {
  at = Math.min(Math.max(to, 0), slides.length - 1);
  slides.forEach((slide, i) => slide.classList.toggle("shown", i === at));
  document.getElementById("place").textContent = `${at + 1} of ${slides.length}`;
  document.getElementById("before").disabled = at === 0;
  document.getElementById("after").disabled = at === slides.length - 1;
  history.replaceState(null, "", `#${at + 1}`);
  scrollTo(0, 0);
}

function asked() {
  return (parseInt(location.hash.slice(1), 10) || 1) - 1;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const pressed = event.target.closest("a, button") && [" ", "Enter"].includes(event.key);
  const to = pressed ? null : FORWARD.includes(event.key) ? at + 1 : BACK.includes(event.key) ? at - 1
    : event.key === "Home" ? 0 : event.key === "End" ? slides.length - 1 : null;
  if (to === null) return;
  event.preventDefault();
  show(to);
});

let began = null;
document.addEventListener("touchstart", (event) => { began = event.touches.length === 1 ? event.touches[0] : null; }, {passive: true});
document.addEventListener("touchend", (event) => {
  if (!began) return;
  const across = event.changedTouches[0].clientX - began.clientX, down = event.changedTouches[0].clientY - began.clientY;
  if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) show(across < 0 ? at + 1 : at - 1);
  began = null;
});

document.getElementById("before").addEventListener("click", () => show(at - 1));
document.getElementById("after").addEventListener("click", () => show(at + 1));
document.getElementById("theme").addEventListener("click", () => {
  const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = root.dataset.theme || (dark ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
});
addEventListener("hashchange", () => show(asked()));
document.documentElement.classList.add("running");
show(asked());
