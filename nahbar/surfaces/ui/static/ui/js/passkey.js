// Passkeys: the server's question goes to the device, the device's answer goes back with the form. Without this file,
// and on a device that has no passkeys, the buttons stay hidden and the other ways remain.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

/** The server's question: for `create` the form goes along (a password to be confirmed), for `get` nothing of it. */
async function question(box, form) {
  const body = box.dataset.passkey === "create" ? new FormData(form) : new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(box.dataset.options, { method: "POST", body });
  const asked = await answer.json();
  if (asked.error) throw Object.assign(new Error(asked.error), { name: "Refused" });
  asked.challenge = bytes(asked.challenge);
  if (asked.user) asked.user.id = bytes(asked.user.id);
  for (const list of ["excludeCredentials", "allowCredentials"])
    asked[list] = (asked[list] ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
  return asked;
}

/** What the device says, as JSON. */
function written(credential) {
  const response = {};
  for (const part of PARTS) if (credential.response[part]) response[part] = text(credential.response[part]);
  return JSON.stringify({
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: {},
  });
}

for (const box of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential || !navigator.credentials) break;
  const form = box.closest("form");
  const button = box.querySelector("button");
  const note = box.querySelector("[data-passkey-note]");
  const say = (words) => {
    note.lastElementChild.textContent = words;
    note.hidden = !words;
  };
  box.hidden = false;
  for (const other of document.querySelectorAll("[data-passkey-without]")) other.hidden = true;
  // coming back with the browser's arrow: an old answer is worth nothing
  addEventListener("pageshow", () => {
    form.elements.passkey.value = "";
    button.removeAttribute("aria-disabled");
  });
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled")) return;
    const empty = box.dataset.first.split(" ").map((name) => form.elements[name]).find((field) => field && !field.value);
    if (empty) return empty.focus();
    button.setAttribute("aria-disabled", "true");
    say("");
    try {
      const publicKey = await question(box, form);
      const credential = await navigator.credentials[box.dataset.passkey]({ publicKey });
      form.elements.passkey.value = written(credential);
      form.requestSubmit();
    } catch (problem) {
      const known = problem.name === "InvalidStateError" && box.dataset.known;
      say(problem.name === "Refused" ? problem.message : known || box.dataset.failed);
      button.removeAttribute("aria-disabled");
    }
  });
}
