// What all parts of a video meeting share: the page with its named places, the state, and the way to the server.
export const root = document.querySelector("[data-call]");
export const host = root.dataset.call === "host";
export const part = (name) => root.querySelector(`[data-part="${name}"]`);
export const say = (text) => { if (part("status").textContent !== text) part("status").textContent = text; };
export const show = (name, visible) => { const element = part(name); if (element) element.hidden = !visible; };
const token = root.querySelector("[name=csrfmiddlewaretoken]").value;

/** stand: what the server says of us; peer: the name of the other side; pc: the connection; letIn: when it began. */
export const call = { stand: "", peer: "", pc: null, ice: null, letIn: 0, over: false };

export function problem(text) {
  part("problem").textContent = text;
  show("problem", Boolean(text));
}

/** Post to the server; JSON back, or null without a network. */
export async function post(url, body = {}) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "X-CSRFToken": token, "Content-Type": "application/json" },
    body: JSON.stringify(body),
    redirect: "manual",
  }).catch(() => null);
  if (!answer) return null;
  const json = await answer.json().catch(() => null);
  return json ?? { problem: "Sie sind nicht mehr angemeldet. Laden Sie die Seite neu." };
}

/** Say in one line how things stand, and show what belongs to it. */
export function words() {
  const state = call.pc?.connectionState;
  if (call.stand === "wartet") say("Sie sind im Warteraum. Wir sehen, dass Sie da sind, und holen Sie gleich herein.");
  else if (!call.peer && state !== "connected") say(host ? "Noch niemand ist eingelassen." : "Sie sind eingelassen. Wir warten auf die andere Seite.");
  else if (state === "connected") say(`Verbunden mit ${call.peer || "der anderen Seite"}. Nichts wird aufgezeichnet.`);
  else if (state === "disconnected" || state === "failed") say("Die Verbindung ist unterbrochen. Wir verbinden neu.");
  else say("Wir verbinden Sie.");
  show("stage", call.stand === "drin");
  show("waiting", call.stand === "wartet");
}
