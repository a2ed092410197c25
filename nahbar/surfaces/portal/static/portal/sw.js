// Without a connection: one page that says what is possible. Kept are that page and its static files, nothing else; no
// page of a person ever passes through a cache. VERSION, OFFLINE and SHELL are written above by the server.
const CACHE = `amt-${VERSION}`;
const FOREIGN = ["/arbeit/", "/terminal/", "/vorfuehrung", "/ui/", "/anzeige"];
const plain = (address) => new Request(address, { credentials: "omit" });
const fill = async () => (await caches.open(CACHE)).addAll([OFFLINE, ...SHELL].map(plain));

self.addEventListener("install", (event) => event.waitUntil(fill()));

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) =>
    Promise.all(names.filter((name) => name.startsWith("amt-") && name !== CACHE).map((name) => caches.delete(name)))));
});

// after the end of a session the page asks for a fresh shell
self.addEventListener("message", (event) => { if (event.data === "fill") event.waitUntil(fill()); });

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (FOREIGN.some((door) => url.pathname.startsWith(door))) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(OFFLINE)) ?? Response.error()));
  } else if (SHELL.includes(url.pathname)) {
    event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(request)));
  }
});
