// Sends one file in pieces (tus 1.0.0) and goes on where it stopped. Everything may be told twice: the server knows the
// file by its key and its content, and refuses a piece that does not begin where the last one ended.
export class Away extends Error {}
export class Locked extends Error {}
export class Stopped extends Error {}

const SMALLEST = 64 * 1024, LARGEST = 1024 * 1024, PATIENCE = 90_000;
let piece = 256 * 1024;

/** Smaller pieces on a slow line, so that a break costs little; larger ones on a fast line. */
function learn(milliseconds) {
  if (milliseconds < 2_000) piece = Math.min(LARGEST, piece * 2);
  else if (milliseconds > 10_000) piece = Math.max(SMALLEST, piece / 2);
}

const encoded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

async function ask(url, one, { headers, ...options }) {
  let answer;
  const begun = performance.now(), line = new AbortController(), cut = () => line.abort();
  const clock = setTimeout(cut, PATIENCE);
  one.stop.signal.addEventListener("abort", cut);
  try {
    answer = await fetch(url, {
      redirect: "manual", cache: "no-store", signal: line.signal, ...options,
      headers: { "Tus-Resumable": "1.0.0", "X-CSRFToken": one.token, ...headers },
    });
  } catch {
    if (one.stop.signal.aborted) throw new Stopped();
    if (options.body) piece = Math.max(SMALLEST, piece / 2);
    throw new Away();
  } finally {
    clearTimeout(clock);
    one.stop.signal.removeEventListener("abort", cut);
  }
  if (answer.type === "opaqueredirect" || answer.status === 403) throw new Locked();
  if (answer.status >= 500 || answer.status === 429 || answer.status === 460) throw new Away();
  if (options.body && answer.ok) learn(performance.now() - begun);
  return answer;
}

const said = (one) => Object.entries({
  filename: one.name, schluessel: one.id, ...(one.sha256 && { sha256: one.sha256 }), ...(one.redact && { schwaerzen: "ja" }),
}).map(([name, value]) => `${name} ${encoded(value)}`).join(",");

const PIECE = { "Content-Type": "application/offset+octet-stream" };

/** One try: from wherever the server stands to the receipt. `progress(bytes)` is called after each piece. */
export async function attempt(one, progress) {
  let offset;
  if (one.place) {
    const answer = await ask(one.place, one, { method: "HEAD" });
    if (!answer.ok) { one.place = ""; throw new Away(); }
    offset = Number(answer.headers.get("Upload-Offset"));
  } else {
    const body = one.blob.slice(0, piece);
    const headers = { "Upload-Length": String(one.blob.size), "Upload-Metadata": said(one), ...PIECE };
    const answer = await ask(one.begin, one, { method: "POST", headers, body });
    if (answer.status !== 201 && answer.status !== 413) throw new Locked();
    one.place = answer.headers.get("Location");
    const state = await answer.json();
    if (state.stand !== "laeuft") return state;
    offset = state.angekommen;
  }
  progress(offset);
  while (offset < one.blob.size) {
    const body = one.blob.slice(offset, offset + piece);
    const answer = await ask(one.place, one, { method: "PATCH", headers: { "Upload-Offset": String(offset), ...PIECE }, body });
    if (answer.status === 404 || answer.status === 410) { one.place = ""; throw new Away(); }
    if (answer.status !== 204 && answer.status !== 409) throw new Locked();
    offset = Number(answer.headers.get("Upload-Offset"));
    progress(offset);
  }
  return (await ask(one.place, one, { method: "GET" })).json();
}

/** Until the next try: longer each time, over at once when the line is back. */
export function pause(tries, hurry) {
  const milliseconds = Math.min(30_000, 1_000 * 2 ** tries) * (0.75 + Math.random() / 2);
  return new Promise((done) => {
    const clock = setTimeout(finish, milliseconds);
    function finish() { clearTimeout(clock); removeEventListener("online", finish); hurry.removeEventListener("hurry", finish); done(); }
    addEventListener("online", finish);
    hurry.addEventListener("hurry", finish);
  });
}

/** Tell the server that nobody wants this file any more; it forgets it by itself too. */
export const forget = (one) => one.place && ask(one.place, { ...one, stop: new AbortController() }, { method: "DELETE" }).catch(() => {});
