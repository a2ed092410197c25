// Bars as parts of a page (0 to 1): where they lie, how keys move them, how a finger draws them.
const within = (value) => Math.min(1, Math.max(0, value));
const SMALLEST = 0.004, LINE = 0.016;

/** A stroke along a line covers the line, however flat it was. */
const lineHigh = (bar) => {
  const lacks = Math.max(0, LINE - (bar.bottom - bar.top)) / 2;
  return { ...bar, top: within(bar.top - lacks), bottom: within(bar.bottom + lacks) };
};

/** Put an element where the bar lies. */
export function place(element, { left, top, right, bottom }) {
  element.style.insetInlineStart = "auto"; // pages are pictures: left stays left in every language
  Object.assign(element.style, { left: `${100 * left}%`, top: `${100 * top}%`, width: `${100 * (right - left)}%`, height: `${100 * (bottom - top)}%` });
}

const STEP = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The bar after an arrow key, with Shift its far corner alone; nothing for other keys. */
export function byKey(bar, name, grow) {
  const step = STEP[name];
  if (!step) return null;
  const x = 0.01 * step[0], y = 0.005 * step[1];
  return grow
    ? { ...bar, right: within(Math.max(bar.left + 0.01, bar.right + x)), bottom: within(Math.max(bar.top + 0.005, bar.bottom + y)) }
    : shifted(bar, x, y);
}

function shifted(bar, x, y) {
  const dx = Math.min(1 - bar.right, Math.max(-bar.left, x)), dy = Math.min(1 - bar.bottom, Math.max(-bar.top, y));
  return { ...bar, left: bar.left + dx, right: bar.right + dx, top: bar.top + dy, bottom: bar.bottom + dy };
}

/** Finger or mouse draws a bar on this page; `done` gets it, if it is more than a touch. */
export function drawOn(element, blank, done) {
  element.addEventListener("pointerdown", (event) => {
    if (event.button || event.target.closest(".nb-redact__bar")) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    const area = element.getBoundingClientRect(), at = (e) => [within((e.clientX - area.left) / area.width), within((e.clientY - area.top) / area.height)];
    const [x, y] = at(event), growing = blank();
    const drawn = (e) => { const [u, v] = at(e); return { left: Math.min(x, u), top: Math.min(y, v), right: Math.max(x, u), bottom: Math.max(y, v) }; };
    element.append(growing);
    const move = (e) => place(growing, drawn(e));
    const end = (e) => {
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", end);
      element.removeEventListener("pointercancel", end);
      growing.remove();
      const bar = drawn(e);
      if (e.type === "pointerup" && bar.right - bar.left > SMALLEST) done(lineHigh(bar));
    };
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", end);
    element.addEventListener("pointercancel", end);
  });
}
