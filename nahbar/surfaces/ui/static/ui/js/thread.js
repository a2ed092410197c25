// A thread looks for news while somebody looks at it: after 5 s, then less and less often; 304 costs next to nothing.
// Without it the page shows the same after loading it again.
const box = document.querySelector("[data-thread-box]");
const place = document.querySelector("[data-thread-place]");
const say = document.querySelector("[data-thread-say]");
const paused = document.querySelector("[data-thread-paused]");
const FIRST = 5000;
const SLOWEST = 60000;
const AWAY = 15 * 60000; // whoever has left the browser is not kept signed in
let wait = FIRST;
let timer = 0;
let touched = Date.now();

const thread = () => place.querySelector("[data-thread]");

/** True while somebody has chosen a file or is typing in the thread: then nothing is taken from under the hands. */
const busy = () => [...place.querySelectorAll("input[type=file]")].some((input) => input.files.length) || place.contains(document.activeElement);

async function markRead() {
  if (document.hidden || !place.querySelector(".nb-message:not(.nb-message--own) .kern-badge--info")) return;
  await fetch(box.action, { method: "POST", body: new FormData(box), redirect: "manual" }).catch(() => null);
}

async function look() {
  const old = thread();
  const answer = await fetch(box.dataset.threadBox, {
    headers: { "If-None-Match": `"${old.dataset.version}"` },
    cache: "no-store",
    redirect: "manual",
  }).catch(() => null);
  if (answer && answer.status === 200 && !busy()) {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-thread]");
    if (fresh) {
      const news = Number(fresh.dataset.last) - Number(old.dataset.last);
      old.replaceWith(document.adoptNode(fresh));
      if (news > 0) {
        say.textContent = news === 1 ? "Eine neue Nachricht" : `${news} neue Nachrichten`;
        wait = FIRST;
        place.dispatchEvent(new CustomEvent("news", { bubbles: true }));
        await markRead();
      }
      return;
    }
  }
  if (answer && answer.type === "opaqueredirect") {
    touched = 0; // signed out: the next page says so
    return;
  }
  wait = Math.min(SLOWEST, wait * 1.25);
}

async function round() {
  const gone = Date.now() - touched > AWAY;
  paused.hidden = !gone;
  if (!document.hidden && !gone) await look();
  timer = setTimeout(round, gone ? SLOWEST : wait);
}

function wake() {
  const sleeping = Date.now() - touched > AWAY || wait > 2 * FIRST;
  touched = Date.now();
  wait = FIRST;
  if (sleeping && timer) {
    clearTimeout(timer);
    timer = setTimeout(round, 0);
  }
}

if (box && place) {
  for (const kind of ["pointerdown", "keydown", "focus"]) addEventListener(kind, wake, { passive: true });
  document.addEventListener("visibilitychange", () => document.hidden || wake());
  markRead();
  timer = setTimeout(round, wait);
}
