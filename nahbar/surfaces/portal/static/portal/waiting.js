// Files that wait for the line, kept in this browser so that a closed tab or an empty battery loses none. They are
// sealed with a key that only a page of the signed-in application brings: whoever else uses the phone reads nothing.
const KEPT = 3 * 24 * 3600 * 1000;

const done = (request) => new Promise((good, bad) => { request.onsuccess = () => good(request.result); request.onerror = () => bad(request.error); });

async function table(mode) {
  const opening = indexedDB.open("nahbar-dateien", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("dateien", { keyPath: "id" });
  return (await done(opening)).transaction("dateien", mode).objectStore("dateien");
}

const keyOf = (form) => crypto.subtle.importKey("raw", Uint8Array.from(atob(form.dataset.key), (c) => c.charCodeAt(0)), "AES-GCM", false, ["encrypt", "decrypt"]);

/** Keep a file until it has arrived; without a safe context it is not kept, only sent. */
export async function keep(form, one) {
  try {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const words = new TextEncoder().encode(JSON.stringify({ name: one.name, redact: one.redact, sha256: one.sha256, begin: one.begin }));
    const head = new DataView(new ArrayBuffer(4));
    head.setUint32(0, words.length);
    const plain = new Uint8Array(await new Blob([head, words, one.blob]).arrayBuffer());
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(form), plain);
    await done((await table("readwrite")).put({ id: one.id, antrag: form.dataset.antrag, iv, sealed, at: Date.now() }));
  } catch { /* private windows and full disks: the file is sent all the same */ }
}

export async function drop(id) {
  try { await done((await table("readwrite")).delete(id)); } catch { /* was not kept */ }
}

/** What was kept for this application; what is too old or belongs to nobody who could read it is deleted. */
export async function kept(form) {
  const found = [];
  try {
    for (const row of await done((await table("readonly")).getAll())) {
      if (Date.now() - row.at > KEPT) { await drop(row.id); continue; }
      if (row.antrag !== form.dataset.antrag) continue;
      try {
        const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, await keyOf(form), row.sealed);
        const length = new DataView(plain).getUint32(0);
        const words = JSON.parse(new TextDecoder().decode(plain.slice(4, 4 + length)));
        found.push({ id: row.id, at: row.at, ...words, blob: new Blob([plain.slice(4 + length)]) });
      } catch { await drop(row.id); }
    }
  } catch { /* nothing can be kept here */ }
  return found.sort((a, b) => a.at - b.at);
}
