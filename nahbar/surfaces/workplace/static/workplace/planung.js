// Row and area belong together: pointing at one, or reaching one by keyboard, shows the other.
const parts = new Map();
for (const part of document.querySelectorAll("[data-raum]")) {
  const key = part.dataset.raum;
  parts.set(key, [...(parts.get(key) ?? []), part]);
}
const mark = (event, on) => {
  const key = event.target.closest?.("[data-raum]")?.dataset.raum;
  for (const part of parts.get(key) ?? []) part.classList.toggle("pl-now", on);
};
for (const type of ["pointerover", "focusin"]) document.addEventListener(type, (event) => mark(event, true));
for (const type of ["pointerout", "focusout"]) document.addEventListener(type, (event) => mark(event, false));
