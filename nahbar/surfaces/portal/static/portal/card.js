// Fetches the next code when the present one ends; the house's clock decides, not that of the phone.
const card = document.querySelector("[data-card]");
const place = card?.querySelector(".nb-livecard__code");
const offline = document.querySelector("[data-offline]");
let shown = "";
let timer = 0;

async function renew() {
  clearTimeout(timer);
  let wait = 3;
  try {
    const answer = await fetch(card.dataset.card, { cache: "no-store", redirect: "error" });
    if (answer.status === 410) { location.reload(); return; }
    if (!answer.ok) throw new Error(String(answer.status));
    const picture = document.createElement("img");
    const url = URL.createObjectURL(await answer.blob());
    picture.alt = "";
    picture.src = url;
    await picture.decode();
    place.replaceChildren(picture);
    if (shown) URL.revokeObjectURL(shown);
    shown = url;
    offline.hidden = true;
    card.dataset.renewed = String(Number(card.dataset.renewed ?? 0) + 1);
    wait = Number(answer.headers.get("X-Sekunden") ?? 20);
  } catch {
    offline.hidden = false;
  }
  clearTimeout(timer);
  timer = setTimeout(renew, wait * 1000 + 150);
}

if (place) {
  timer = setTimeout(renew, Number(card.dataset.left) * 1000 + 150);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) renew(); });
}
