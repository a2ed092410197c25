// Shows that there is news, in words that say nothing, and opens the portal. It keeps no pages and no data.
const WORDS = "Sie haben eine neue Nachricht. Bitte melden Sie sich an.";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  event.waitUntil(self.registration.showNotification("Nachricht", { body: WORDS, tag: "nachricht", lang: "de" }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((open) => (open.length ? open[0].focus() : self.clients.openWindow("/"))),
  );
});
