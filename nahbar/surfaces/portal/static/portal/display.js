// Asks every two seconds who is called; speaks a new call where the address says `?ton`.
const board = document.querySelector("[data-display]");
const calls = board.querySelector("[data-calls]");
const waiting = board.querySelector("[data-waiting]");
const lost = board.querySelector("[data-lost]");
let known = null;

function cell(kind, text) {
  const one = document.createElement(kind);
  if (kind === "th") one.scope = "row";
  one.textContent = text;
  return one;
}

function draw(list) {
  if (!list.length) {
    const none = document.createElement("p");
    none.className = "nb-calls__none";
    none.textContent = "Zurzeit wird niemand aufgerufen.";
    calls.replaceChildren(none);
    return;
  }
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const word of ["Nummer", "Platz"]) {
    const one = cell("th", word);
    one.scope = "col";
    head.append(one);
  }
  const body = table.createTBody();
  for (const call of list) body.insertRow().append(cell("th", call.nummer), cell("td", call.platz));
  calls.replaceChildren(table);
}

function speak(list) {
  if (!("spoken" in board.dataset) || !("speechSynthesis" in window)) return;
  for (const call of list) {
    const words = new SpeechSynthesisUtterance(`Nummer ${call.nummer.split("").join(" ")}, bitte zu ${call.platz}`);
    words.lang = "de-DE";
    speechSynthesis.speak(words);
  }
}

async function ask() {
  try {
    const answer = await fetch(board.dataset.display, { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    const { aufrufe, wartend } = await answer.json();
    const now = new Map(aufrufe.map((call) => [`${call.nummer}/${call.mal}`, call]));
    const fresh = known === null ? [] : [...now].filter(([key]) => !known.has(key)).map(([, call]) => call);
    if (known === null || fresh.length || now.size !== known.size) draw(aufrufe);
    speak(fresh);
    known = new Set(now.keys());
    waiting.textContent = wartend === 0 ? "Niemand wartet." : wartend === 1 ? "Eine Person wartet." : `${wartend} Personen warten.`;
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  }
  setTimeout(ask, 2000);
}
ask();
