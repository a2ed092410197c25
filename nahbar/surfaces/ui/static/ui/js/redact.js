// Black bars on the pictures of the pages: drawn with finger or mouse, or placed with the keyboard. The server burns them
// in; here they are only rectangles in parts of the page.
import { byKey, drawOn, place } from "./redact_bars.js";

const form = document.querySelector("[data-redact]");
const sheets = [...form.querySelectorAll("[data-page]")].map((figure) => ({ nr: Number(figure.dataset.page), element: figure.querySelector(".nb-redact__sheet") }));
const field = form.querySelector("[name=balken]");
const part = (name) => form.querySelector(`[data-redact-${name}]`);
const past = [];
let bars = [];

/** Change the bars; the state before can be taken back. */
function change(next, remember = true) {
  if (remember) past.push(bars);
  bars = next;
  draw();
}

function draw(focused = document.activeElement?.dataset?.bar) {
  for (const old of form.querySelectorAll(".nb-redact__bar")) old.remove();
  bars.forEach((bar, n) => {
    const button = part("bar").content.cloneNode(true).firstElementChild;
    button.dataset.bar = n;
    button.setAttribute("aria-label", `${button.getAttribute("aria-label")} ${n + 1}`);
    place(button, bar);
    button.addEventListener("keydown", (event) => key(event, n));
    sheets.find((sheet) => sheet.nr === bar.page).element.append(button);
  });
  if (focused !== undefined) form.querySelector(`[data-bar="${focused}"]`)?.focus();
  field.value = JSON.stringify(bars.map(({ page, left, top, right, bottom }) => [page, left, top, right, bottom]));
  part("undo").disabled = !past.length;
  part("count").textContent = bars.length ? part("count").dataset.some.replace("{n}", bars.length) : part("count").dataset.none;
}

function key(event, n) {
  const bar = bars[n], without = bars.filter((_, m) => m !== n);
  if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    change(without);
    return (form.querySelector(".nb-redact__bar") ?? part("add")).focus();
  }
  const moved = byKey(bar, event.key, event.shiftKey);
  if (!moved) return;
  event.preventDefault();
  change(bars.map((one, m) => (m === n ? moved : one)));
}

for (const { nr, element } of sheets) {
  drawOn(element, () => part("bar").content.cloneNode(true).firstElementChild, (bar) => change([...bars, { page: nr, ...bar }]));
}

/** The page that is seen most, for a bar from the keyboard. */
function seen() {
  const middle = innerHeight / 2;
  return sheets.reduce((best, sheet) => {
    const { top, bottom } = sheet.element.getBoundingClientRect(), far = Math.max(top - middle, middle - bottom, 0);
    return far < best.far ? { far, nr: sheet.nr } : best;
  }, { far: Infinity, nr: 1 }).nr;
}

part("add").addEventListener("click", () => {
  change([...bars, { page: seen(), left: 0.3, top: 0.3, right: 0.6, bottom: 0.32 }]);
  form.querySelector(`[data-bar="${bars.length - 1}"]`).focus();
});
part("undo").addEventListener("click", () => { change(past.pop() ?? [], false); (part("undo").disabled ? part("add") : part("undo")).focus(); });
part("tools").hidden = part("send").hidden = false;
draw();
