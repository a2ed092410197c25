// Black bars on the pictures of the pages: drawn with finger or mouse, or placed with the keyboard. The server burns them
// in; here they are only rectangles in parts of the page.
const form = document.querySelector("[data-redact]");
const sheets = [...form.querySelectorAll("[data-page]")].map((figure) => ({ nr: Number(figure.dataset.page), element: figure.querySelector(".nb-redact__sheet") }));
const field = form.querySelector("[name=balken]");
const part = (name) => form.querySelector(`[data-redact-${name}]`);
const past = [];
let bars = [];

const within = (value) => Math.min(1, Math.max(0, value));
const SMALLEST = 0.004, LINE = 0.016;

/** A stroke along a line covers the line, however flat it was. */
const lineHigh = (bar) => {
  const lacks = Math.max(0, LINE - (bar.bottom - bar.top)) / 2;
  return { ...bar, top: within(bar.top - lacks), bottom: within(bar.bottom + lacks) };
};

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

function place(element, { left, top, right, bottom }) {
  element.style.insetInlineStart = "auto"; // pages are pictures: left stays left in every language
  Object.assign(element.style, { left: `${100 * left}%`, top: `${100 * top}%`, width: `${100 * (right - left)}%`, height: `${100 * (bottom - top)}%` });
}

const STEP = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function key(event, n) {
  const bar = bars[n], without = bars.filter((_, m) => m !== n);
  if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    change(without);
    return (form.querySelector(".nb-redact__bar") ?? part("add")).focus();
  }
  const step = STEP[event.key];
  if (!step) return;
  event.preventDefault();
  const x = 0.01 * step[0], y = 0.005 * step[1];
  const moved = event.shiftKey
    ? { ...bar, right: within(Math.max(bar.left + 0.01, bar.right + x)), bottom: within(Math.max(bar.top + 0.005, bar.bottom + y)) }
    : shifted(bar, x, y);
  change(bars.map((one, m) => (m === n ? moved : one)));
}

function shifted(bar, x, y) {
  const dx = Math.min(1 - bar.right, Math.max(-bar.left, x)), dy = Math.min(1 - bar.bottom, Math.max(-bar.top, y));
  return { ...bar, left: bar.left + dx, right: bar.right + dx, top: bar.top + dy, bottom: bar.bottom + dy };
}

for (const { nr, element } of sheets) {
  element.addEventListener("pointerdown", (event) => {
    if (event.button || event.target.closest(".nb-redact__bar")) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    const area = element.getBoundingClientRect(), at = (e) => [within((e.clientX - area.left) / area.width), within((e.clientY - area.top) / area.height)];
    const [x, y] = at(event), growing = part("bar").content.cloneNode(true).firstElementChild;
    const drawn = (e) => { const [u, v] = at(e); return { page: nr, left: Math.min(x, u), top: Math.min(y, v), right: Math.max(x, u), bottom: Math.max(y, v) }; };
    element.append(growing);
    const move = (e) => place(growing, drawn(e));
    const end = (e) => {
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", end);
      element.removeEventListener("pointercancel", end);
      growing.remove();
      const bar = drawn(e);
      if (e.type === "pointerup" && bar.right - bar.left > SMALLEST) change([...bars, lineHigh(bar)]);
    };
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", end);
    element.addEventListener("pointercancel", end);
  });
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
