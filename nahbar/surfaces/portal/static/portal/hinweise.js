// Push in this browser: asks for leave, subscribes, and sends the subscription with the form. Without this file, and in
// a browser that has no push, the form stays hidden and e-mail remains.
const box = document.querySelector("[data-push-key]");
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

if (box && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  const form = box.querySelector("form");
  const note = box.querySelector("[data-push-note]");
  const say = (words) => {
    note.lastElementChild.textContent = words;
    note.hidden = !words;
  };
  box.hidden = false;
  for (const other of document.querySelectorAll("[data-push-without]")) other.hidden = true;
  form.addEventListener("submit", async (event) => {
    if (form.elements.anmeldung.value) return;
    event.preventDefault();
    // the page keeps a form from being sent twice; this one has not been sent yet
    event.stopImmediatePropagation();
    say("");
    if (!form.elements.einwilligung_browser.checked) {
      say(box.dataset.consent);
      return form.elements.einwilligung_browser.focus();
    }
    try {
      if ((await Notification.requestPermission()) !== "granted") return say(box.dataset.denied);
      await navigator.serviceWorker.register(box.dataset.worker, { scope: "/" });
      const ready = await navigator.serviceWorker.ready;
      const subscription = await ready.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: bytes(box.dataset.pushKey),
      });
      form.elements.anmeldung.value = JSON.stringify(subscription);
      form.submit();
    } catch {
      say(box.dataset.failed);
    }
  }, { capture: true });
}
