// What was typed and has not arrived yet: kept in this browser, encrypted with a key that no script can read out
// (AES-GCM, not extractable). Away after a week, after sending, and with the end of the session.
const DAYS = 7;
const NAME = "entwuerfe";

export const usable = Boolean(globalThis.indexedDB && globalThis.crypto?.subtle);

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened;
function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("schluessel");
      request.result.createObjectStore("entwuerfe");
    };
    request.onsuccess = () => {
      // another window may delete everything (end of the session): let go at once
      request.result.onversionchange = () => { request.result.close(); opened = undefined; };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return opened;
}

const store = async (name, mode = "readonly") => (await database()).transaction(name, mode).objectStore(name);

async function key() {
  const known = await done((await store("schluessel")).get("k"));
  if (known) return known;
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  // two windows at once: the first key stays
  await done((await store("schluessel", "readwrite")).add(fresh, "k")).catch(() => undefined);
  return done((await store("schluessel")).get("k"));
}

const bytes = (text) => new TextEncoder().encode(text);

/** The name of a draft in the store: nobody sees from outside which question it belongs to. */
async function label(path) {
  const digest = await crypto.subtle.digest("SHA-256", bytes(path));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

async function open(id, kept) {
  try {
    const plain = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: kept.iv, additionalData: bytes(id) }, await key(), kept.sealed,
    );
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return undefined; // of a key that is gone
  }
}

const old = (kept) => Date.now() - kept.at > DAYS * 24 * 3600 * 1000;

/** Keep one page's draft; false where this browser can keep nothing. */
export async function keep(path, draft) {
  if (!usable) return false;
  try {
    const id = await label(path);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const at = Date.now();
    const sealed = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv, additionalData: bytes(id) }, await key(), bytes(JSON.stringify({ ...draft, path, at })),
    );
    await done((await store("entwuerfe", "readwrite")).put({ iv, sealed, at }, id));
    return true;
  } catch {
    return false; // a private window, or no room
  }
}

/** The draft of one page, or undefined. */
export async function find(path) {
  if (!usable) return undefined;
  try {
    const id = await label(path);
    const kept = await done((await store("entwuerfe")).get(id));
    if (!kept) return undefined;
    const draft = old(kept) ? undefined : await open(id, kept);
    if (!draft) await done((await store("entwuerfe", "readwrite")).delete(id));
    return draft;
  } catch {
    return undefined;
  }
}

/** Forget the draft of one page. */
export async function drop(path) {
  if (!usable) return;
  try {
    await done((await store("entwuerfe", "readwrite")).delete(await label(path)));
  } catch { /* nothing was kept */ }
}

/** All drafts; those that are too old are deleted on the way. */
export async function all() {
  if (!usable) return [];
  try {
    const ids = await done((await store("entwuerfe")).getAllKeys());
    const found = [];
    for (const id of ids) {
      const kept = await done((await store("entwuerfe")).get(id));
      const draft = kept && !old(kept) ? await open(id, kept) : undefined;
      if (draft) found.push(draft);
      else await done((await store("entwuerfe", "readwrite")).delete(id));
    }
    return found.sort((a, b) => a.at - b.at);
  } catch {
    return [];
  }
}

/** Delete everything, the key first: what a copy of the disk still holds cannot be read any more. */
export async function wipe() {
  if (!usable) return;
  try {
    await done((await store("schluessel", "readwrite")).clear());
    await done((await store("entwuerfe", "readwrite")).clear());
    (await database()).close();
    opened = undefined;
    await done(indexedDB.deleteDatabase(NAME));
  } catch { /* nothing was kept */ }
}
