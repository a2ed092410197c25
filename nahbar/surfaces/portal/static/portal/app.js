// The portal as an app, and the end of a session as the end of what this browser keeps.
import { all, drop, wipe } from "./drafts.js";

const workers = navigator.serviceWorker;

/** Drafts, the key, the kept page; the worker too, unless it is needed for messages that somebody has switched on. */
async function forget() {
  await wipe();
  if (globalThis.caches) for (const name of await caches.keys()) if (name.startsWith("amt-")) await caches.delete(name);
  for (const one of (await workers?.getRegistrations()) ?? [])
    if (!(await one.pushManager?.getSubscription().catch(() => null))) await one.unregister();
}

for (const form of document.querySelectorAll("form[data-end]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    await forget().catch(() => undefined);
    HTMLFormElement.prototype.submit.call(form);
  }, { capture: true });
}

// what has arrived need not wait here any more
const arrived = /^\/antrag\/[\w-]+\/(?=bestaetigung$)/.exec(location.pathname);
if (arrived) for (const draft of await all()) if (draft.path.startsWith(arrived[0])) await drop(draft.path);

async function install() {
  try {
    const registration = await workers.register("/sw.js", { scope: "/", updateViaCache: "none" });
    if (registration.active && !(await caches.keys()).some((name) => name.startsWith("amt-"))) registration.active.postMessage("fill");
  } catch { /* a private window: it works without */ }
}
// after everything else: on a slow line the page comes first
if (workers) document.readyState === "complete" ? install() : addEventListener("load", install);
