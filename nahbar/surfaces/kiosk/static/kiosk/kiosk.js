// The terminal with JavaScript: read aloud, keys without a round trip, a warning before everything is deleted.
const frame = document.querySelector(".ki-frame");
const token = () => document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? "";
const post = (url, body) => fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch" } });

// --- read aloud: once asked for, every screen of this visit is read
const SPOKEN = "terminal-ton";
const sound = document.querySelector("[data-sound]");
if (sound) {
  const audio = sound.querySelector("audio");
  const button = sound.querySelector("[data-sound-button]");
  audio.controls = false;
  audio.hidden = true;
  button.hidden = false;
  const play = () => { audio.currentTime = 0; return audio.play(); };
  button.addEventListener("click", () => { sessionStorage.setItem(SPOKEN, "1"); play(); });
  if (sessionStorage.getItem(SPOKEN)) play().catch(() => {}); // the browser may want a touch first
}

// --- keys type into the field
for (const form of document.querySelectorAll("[data-typing]")) {
  const input = form.querySelector("input:not([type=hidden])");
  for (const key of form.querySelectorAll("[data-key]")) {
    key.addEventListener("click", (event) => {
      event.preventDefault();
      const typed = input.value.replace(/[^0-9A-Za-z]/g, "");
      input.value = (key.dataset.key ? typed + key.dataset.key : typed.slice(0, -1)).slice(0, Number(form.dataset.typing));
    });
  }
}
for (const form of document.querySelectorAll("[data-once]")) {
  form.addEventListener("submit", () => { for (const button of form.querySelectorAll("button")) button.disabled = true; });
}

// --- the screen follows what happens elsewhere: scanner, printer, help
if (frame?.dataset.state) {
  const look = async () => {
    try {
      const answer = await fetch(frame.dataset.stateUrl, { headers: { "X-Requested-With": "fetch" } });
      const now = await answer.json();
      if (frame.dataset.idle && !now.besuch) return location.replace(frame.dataset.end);
      if (now.stand !== frame.dataset.state && !busy()) return location.replace(frame.dataset.home);
    } catch { /* the line is down for a moment: ask again */ }
    setTimeout(look, 1500);
  };
  setTimeout(look, 1500);
}
// half-typed keys are not thrown away by a new screen
function busy() {
  return Boolean(document.querySelector("[data-typing] input:not([type=hidden])")?.value);
}

// --- nobody there: warn, then delete
if (frame?.dataset.idle) {
  const dialog = document.querySelector("[data-warning]");
  const seconds = dialog.querySelector("[data-seconds]");
  const voice = dialog.querySelector("audio");
  const idle = Number(frame.dataset.idle);
  const grace = Number(frame.dataset.grace);
  let touched = Date.now() - Number(frame.dataset.quiet) * 1000; // a new screen is no touch
  let told = touched;
  const leave = () => {
    const form = document.querySelector("[data-leave]");
    form.querySelector("button").value = "leerlauf";
    form.requestSubmit(form.querySelector("button"));
  };
  const touch = () => {
    const warned = dialog.open;
    touched = Date.now();
    if (warned) { dialog.close(); voice?.pause(); }
    if (warned || touched - told > 5000) {
      told = touched;
      post(frame.dataset.touch).then((answer) => { if (answer.status === 409) location.replace(frame.dataset.end); }).catch(() => {});
    }
  };
  // the touch that answers the question must not press what lies below it: then the whole click counts
  addEventListener("pointerdown", () => { if (!dialog.open) touch(); }, { capture: true });
  for (const kind of ["click", "keydown"]) addEventListener(kind, touch, { capture: true });
  const timer = setInterval(() => {
    const quiet = (Date.now() - touched) / 1000;
    if (quiet >= idle + grace) { clearInterval(timer); leave(); return; }
    if (quiet >= idle && !dialog.open) { dialog.showModal(); voice?.play().catch(() => {}); }
    seconds.textContent = String(Math.max(0, Math.ceil(idle + grace - quiet)));
  }, 500);
}

// --- after the end the first screen comes back by itself; the way back shows nothing
const again = document.querySelector("[data-again]");
if (again) setTimeout(() => location.replace(again.dataset.again), 10000);
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
