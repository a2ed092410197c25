// The rounds to the server, one request at a time: it carries only the lines with which two browsers find each other.
import { guests } from "./call_guests.js";
import { release } from "./call_media.js";
import { call, host, part, post, root, say, show, words } from "./call_page.js";
import { carriedBy, connect, drop, outbox, take } from "./call_peer.js";

const WAITING = 2000, FINDING = 400, TALKING = 3000, LOST = 2000;
let seen = [], timer = 0, busy = false;

function soon(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(round, milliseconds);
}
carriedBy(soon);

export async function round() {
  if (busy || call.over || !call.stand) return;
  busy = true;
  const lines = outbox.splice(0, 60);
  const connected = call.pc?.connectionState === "connected";
  const answer = await post(root.dataset.exchange, { seen, lines, connected, ice: !call.ice });
  busy = false;
  if (!answer) {
    outbox.unshift(...lines);
    say("Keine Verbindung zum Amt. Wir versuchen es weiter.");
    return soon(LOST);
  }
  if (answer.problem) {
    say(answer.problem);
    return finish();
  }
  seen = answer.signals.map((signal) => signal.id);
  call.stand = answer.stand;
  call.peer = answer.peer;
  if (call.stand === "drin" && call.peer && !call.pc) call.letIn = performance.now(); // from here on it takes as long as it takes
  if (answer.ice) call.ice = answer.ice;
  if (host) guests(answer.guests, soon);
  if (answer.ended || call.stand === "abgelehnt" || call.stand === "weg") return finish(answer.ended);
  for (const signal of answer.signals) await take(signal.data).catch((error) => console.warn(error.name));
  if (call.stand === "drin" && call.peer) connect();
  words();
  const talking = call.pc?.connectionState === "connected";
  soon(outbox.length || (seen.length && !talking) ? 40 : call.stand === "wartet" || !call.peer ? WAITING : talking ? TALKING : FINDING);
}

function finish(ended = false) {
  call.over = true;
  clearTimeout(timer);
  drop();
  release();
  part("quality").textContent = "";
  for (const name of ["stage", "waiting", "controls", "guests-box"]) show(name, false);
  if (call.stand === "abgelehnt") say("Wir konnten Sie nicht einlassen. Rufen Sie uns bitte an.");
  else if (ended) say("Das Videogespräch ist beendet.");
  else if (call.stand === "weg") say("Sie haben aufgelegt.");
  show("after", true);
}

export async function hangUp() {
  call.over = true;
  clearTimeout(timer);
  await post(root.dataset.leave);
  call.stand = "weg";
  finish(host);
}
