// The end of a session is the end of what this browser keeps; what has arrived is forgotten.
import { all, drop, wipe } from "./drafts.js";

for (const form of document.querySelectorAll("form[data-end]")) {
  form.addEventListener("submit", async (event) => {
    if (form.dataset.wiped) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await wipe();
    form.dataset.wiped = "1";
    HTMLFormElement.prototype.submit.call(form);
  }, { capture: true });
}

const arrived = /^\/antrag\/[\w-]+\/(?=bestaetigung$)/.exec(location.pathname);
if (arrived) for (const draft of await all()) if (draft.path.startsWith(arrived[0])) await drop(draft.path);
