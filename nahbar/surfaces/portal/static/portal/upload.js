// Sends the chosen files one after the other, each with its progress and its receipt, and goes on by itself when the line
// is back. Without this module the form sends all of them in one go.
import { Away, Locked, Stopped, attempt, forget, pause } from "./send.js";
import { drop, keep, kept } from "./waiting.js";

const form = document.querySelector("[data-send]");
const list = document.querySelector("[data-send-list]");
const news = document.querySelector("[data-send-news]");
const receipts = document.querySelector("[data-receipts]");
const hurry = new EventTarget();
const queue = [];
let running = false, whole = 0, arrived = 0;

/** A sentence of the page in its language; `{n}` and `{of}` are filled in. */
const word = (name, values = {}) => Object.entries(values).reduce(
  (text, [key, value]) => text.replace(`{${key}}`, value),
  document.querySelector(`[data-words] [data-word="${name}"]`).textContent);

/** What the last try was told («choose a file first») is over as soon as files are on their way. */
function settleErrors() {
  const summary = document.querySelector("[data-error-summary]");
  if (!summary) return;
  summary.remove();
  form.querySelectorAll(".kern-error").forEach((sentence) => sentence.remove());
  for (const mark of ["nb-field--error", "kern-form-input--error"]) form.querySelectorAll(`.${mark}`).forEach((one) => one.classList.remove(mark));
  form.querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
  document.title = document.title.replace(/^[^:]+: /, "");
}

async function hash(blob) {
  if (!globalThis.crypto?.subtle) return "";
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function row(one) {
  const item = Object.assign(document.createElement("li"), { className: "nb-sending" });
  const name = Object.assign(document.createElement("bdi"), { textContent: one.name });
  one.bar = Object.assign(document.createElement("progress"), { max: Math.max(1, one.blob.size), value: 0 });
  one.bar.setAttribute("aria-label", one.name);
  one.says = Object.assign(document.createElement("small"), { textContent: word("waits") });
  one.off = Object.assign(document.createElement("button"), { type: "button", className: "nb-sending__stop", textContent: word("stop") });
  one.off.append(Object.assign(document.createElement("span"), { className: "kern-sr-only", textContent: `: ${one.name}` }));
  one.off.addEventListener("click", () => { one.stop.abort(); hurry.dispatchEvent(new Event("hurry")); });
  item.append(name, one.bar, one.says, one.off);
  list.append(item);
  list.hidden = false;
  return item;
}

/** Take files into the queue; they are kept in the browser until their receipt is here. */
export async function enqueue(files, { redact = false } = {}) {
  for (const blob of files) {
    const one = { id: randomId(), name: blob.name, blob, redact, begin: form.dataset.begin };
    add(one);
    one.ready = hash(blob).then((sha256) => { one.sha256 = sha256; return keep(form, one); });
  }
  await run();
}

const randomId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

function add(one) {
  one.token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  one.stop = new AbortController();
  one.item = row(one);
  queue.push(one);
  whole += 1;
}

async function run() {
  if (running) return;
  running = true;
  for (let one; (one = queue.shift());) await deliver(one);
  running = false;
  news.textContent = word("done", { n: arrived, of: whole });
}

async function deliver(one) {
  await one.ready;
  for (let tries = 0; ; tries++) {
    try {
      if (one.stop.signal.aborted) throw new Stopped();
      one.says.textContent = word("sends");
      const before = one.bar.value;
      const state = await attempt(one, (bytes) => { one.bar.value = bytes; if (bytes > before) tries = 0; });
      await drop(one.id);
      return settle(one, state);
    } catch (trouble) {
      if (trouble instanceof Stopped) {
        await forget(one);
        await drop(one.id);
        whole -= 1;
        return one.item.remove();
      }
      if (trouble instanceof Locked) {
        one.says.textContent = word("locked");
        return one.bar.remove();
      }
      if (!(trouble instanceof Away)) throw trouble;
      one.says.textContent = word(navigator.onLine ? "away" : "offline");
      await pause(tries, hurry);
    }
  }
}

/** The file is whole: its receipt takes the place of its progress. */
function settle(one, state) {
  arrived += 1;
  news.textContent = word("progress", { n: arrived, of: whole });
  if (state.stand === "wartet") {
    const link = Object.assign(document.createElement("a"), { href: state.weiter, className: "kern-btn kern-btn--primary" });
    link.append(Object.assign(document.createElement("span"), { className: "kern-label", textContent: word("redact") }));
    one.bar.remove();
    one.off.remove();
    one.says.textContent = word("held");
    one.item.append(link);
    return;
  }
  one.item.remove();
  list.hidden = !list.children.length;
  const holder = document.createElement("template");
  holder.innerHTML = state.html;
  for (const receipt of [...holder.content.querySelectorAll("[data-receipt]")].reverse()) {
    const link = receipt.querySelector("a")?.getAttribute("href");
    if (link) receipts.querySelector(`a[href="${link}"]`)?.closest("li").remove();
    receipts.prepend(receipt);
  }
  document.querySelector("[data-receipts-part]").hidden = false;
}

if (form) {
  const input = form.querySelector("input[type=file]");
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    // the page stays: the form can be used again at once
    delete form.dataset.sent;
    event.submitter?.removeAttribute("aria-disabled");
    const files = [...input.files];
    input.value = "";
    form.querySelector("[data-upload-list]")?.replaceChildren();
    document.querySelector("[data-sent-now]")?.remove();
    settleErrors();
    news.textContent = word("progress", { n: arrived, of: whole + files.length });
    enqueue(files, { redact: Boolean(form.querySelector("[name=schwaerzen]")?.checked) });
  });
  const left = await kept(form);
  for (const one of left) add({ ...one, ready: Promise.resolve() });
  if (left.length) run();
}
