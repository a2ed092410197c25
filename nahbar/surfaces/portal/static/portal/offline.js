// The page for no connection: which drafts wait here (never what stands in them), and on again by itself.
import { all } from "./drafts.js";

const list = document.querySelector("[data-drafts]");
const drafts = await all();
const time = new Intl.DateTimeFormat("de-DE", { weekday: "long", hour: "2-digit", minute: "2-digit" });
if (drafts.length) {
  list.hidden = false;
  list.querySelector("ul").replaceChildren(...drafts.map(({ note, at, path }) => {
    const row = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: path, textContent: note || "Angefangene Seite" });
    row.append(link, ` – ${time.format(at)} Uhr`);
    return row;
  }));
}
for (const button of document.querySelectorAll("[data-reload]")) {
  button.hidden = false;
  button.addEventListener("click", () => location.reload());
}
// "online" may come before the line carries anything, or not at all: any answer of the server is the line
const look = () => fetch(location.href, { method: "HEAD", cache: "no-store" }).then(() => location.reload(), () => {});
addEventListener("online", look);
setInterval(() => { if (navigator.onLine) look(); }, 4000);
