// A line that breaks loses nothing: forms with the field `einmal` are sent by script, keep what was typed until the
// office has it, and try again. The same field lets the server recognise what it has already. Without this file the
// browser sends the form itself.
import { drop, find, keep } from "./drafts.js";

const WAITS = [3, 6, 12, 25, 60];
const PATIENCE = 90_000;
const NOT_KEPT = new Set(["hidden", "password", "file", "submit", "button"]);

/** What a person has put into a form, as pairs of text; no passwords. */
function fields(form) {
  const kept = new Set([...form.elements].filter((one) => one.name && !NOT_KEPT.has(one.type)).map((one) => one.name));
  return [...new FormData(form)].filter(([name]) => kept.has(name));
}
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function fill(form, pairs) {
  for (const control of form.elements) {
    if (!control.name || NOT_KEPT.has(control.type)) continue;
    const values = pairs.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function watch(form) {
  const path = location.pathname;
  const line = form.querySelector("[data-line]");
  const token = form.elements.einmal;
  const base = fields(form);
  let tries = 0, timer = 0, busy = false, waiting = null, last = "", edited = 0;

  function say(words, ...buttons) {
    line.replaceChildren();
    line.classList.toggle("nb-inset", Boolean(words));
    if (!words) return;
    line.append(Object.assign(document.createElement("p"), { textContent: words }));
    for (const [name, action] of buttons) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: name, className: "nb-quiet" });
      button.addEventListener("click", action);
      line.append(button);
    }
  }

  const store = (more = {}) =>
    keep(path, { fields: fields(form), base, token: token.value, focus: last, note: token.dataset.note ?? "", ...more });

  async function restore() {
    const draft = await find(path);
    if (!draft) return;
    const now = fields(form);
    const refused = document.querySelector("[data-error-summary]");
    if (same(draft.fields, now) || (draft.shown && refused)) return drop(path);
    const use = () => {
      fill(form, draft.fields);
      token.value = draft.token;
      say(line.dataset.restored);
      (draft.focus && document.getElementById(draft.focus))?.focus();
    };
    if (same(draft.base, now)) return use();
    say(line.dataset.other, [line.dataset.use, use], [line.dataset.discard, () => { drop(path); say(""); }]);
  }

  function rest() {
    busy = false;
    form.removeAttribute("aria-busy");
    waiting?.removeAttribute("aria-disabled");
  }

  async function lost(kept) {
    rest();
    const again = [line.dataset.again, () => send()];
    // said anew only when the words change: a screen reader is not to hear it at each try
    const words = kept ? line.dataset.lost : line.dataset.lostUnkept;
    if (line.firstChild?.textContent !== words) say(words, again);
    clearTimeout(timer);
    timer = setTimeout(send, WAITS[Math.min(tries, WAITS.length) - 1] * 1000);
  }

  /** The page itself shows why the form was not taken: sent as the browser would. */
  async function natively() {
    await store({ shown: true });
    if (waiting?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: waiting.name, value: waiting.value }));
    HTMLFormElement.prototype.submit.call(form);
  }

  async function send() {
    if (busy) return;
    busy = true;
    tries += 1;
    clearTimeout(timer);
    form.setAttribute("aria-busy", "true");
    waiting?.setAttribute("aria-disabled", "true");
    const body = new URLSearchParams(new FormData(form));
    if (waiting?.name) body.append(waiting.name, waiting.value);
    const kept = await store();
    const slow = setTimeout(() => line.firstChild || say(line.dataset.sending), 1500);
    try {
      const answer = await fetch(form.getAttribute("action") || location.href, {
        method: "POST", body, headers: { "X-Sendung": "1" }, signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status >= 500) return await lost(kept);
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return await natively();
      const { weiter, angekommen } = await answer.json();
      if (angekommen) await drop(path);
      location.assign(weiter);
    } catch {
      await lost(kept);
    } finally {
      clearTimeout(slow);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation(); // form.js would take it for sent
    waiting = event.submitter;
    if (busy) return;
    tries = 0;
    send();
  }, { capture: true });
  form.addEventListener("focusin", (event) => { if (event.target.id) last = event.target.id; });
  form.addEventListener("input", () => {
    if (timer) {
      clearTimeout(timer);
      timer = 0;
      say(line.dataset.changed);
    }
    clearTimeout(edited);
    edited = setTimeout(() => busy || store(), 400);
  });
  addEventListener("online", () => timer && send());
  addEventListener("pageshow", (event) => {
    if (event.persisted) rest();
  });
  restore();
}

for (const form of document.querySelectorAll("form[method='post']")) {
  if (form.elements.einmal && form.querySelector("[data-line]")) watch(form);
}
