// The waiting room as the office sees it: who waits since when; let in, refuse, take out again.
import { part, post, root, say, show } from "./call_page.js";
import { drop } from "./call_peer.js";

const minutesOf = (row) => Math.floor(row.seconds / 60);

function since(row) {
  const minutes = minutesOf(row);
  if (row.stand === "drin") return "ist im Gespräch";
  return minutes ? `wartet seit ${minutes} Minute${minutes > 1 ? "n" : ""}` : "wartet seit eben";
}

function button(row, soon, word, url, kind) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: `kern-btn kern-btn--${kind}` });
  made.append(Object.assign(document.createElement("span"), { className: "kern-label", textContent: word }));
  made.addEventListener("click", async () => {
    const answer = await post(url, { teilnahme: row.id });
    if (answer?.problem) say(answer.problem);
    if (url === root.dataset.refuse && row.stand === "drin") drop();
    soon(0);
  });
  return made;
}

/** Show the rows {id, name, stand, seconds}; after a click the next round to the server comes at once (`soon`). */
export function guests(rows, soon) {
  show("guests-box", true);
  const list = part("guests");
  const shown = rows.filter((row) => row.stand !== "abgelehnt");
  const key = JSON.stringify(shown.map((row) => [row.id, row.stand, minutesOf(row)]));
  if (list.dataset.key === key) return; // nothing jumps while somebody aims at a button
  list.dataset.key = key;
  show("nobody", !shown.length);
  list.replaceChildren(...shown.map((row) => {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("p"), { textContent: `${row.name}, ${since(row)}` }));
    const add = (...more) => item.append(button(row, soon, ...more));
    if (row.stand === "wartet") {
      add("Einlassen", root.dataset.admit, "primary");
      add("Nicht einlassen", root.dataset.refuse, "secondary");
    } else add("Aus dem Gespräch nehmen", root.dataset.refuse, "secondary");
    return item;
  }));
}
