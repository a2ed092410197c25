// Leaves the page at once, by the button or by pressing Esc three times within two seconds. The session ends on the
// server, so that Back finds nothing of a person; this page itself is replaced. The browser's list of visited pages
// cannot be cleaned from here, and the help page says so.
const way = document.querySelector("[data-leave]");
if (way) {
  const leave = () => {
    document.body.hidden = true;
    document.title = "Wetter";
    sessionStorage.setItem("weg", "1");
    const form = way.closest("form");
    if (form) fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true, redirect: "manual" }).catch(() => {});
    location.replace(way.dataset.away);
  };
  way.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let presses = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    presses = [...presses.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
    if (presses.length >= 3) leave();
  });
}
// a page that the browser kept as it was when somebody left: shown no more
addEventListener("pageshow", (event) => {
  if (event.persisted && sessionStorage.getItem("weg")) location.replace("/abmelden");
  else sessionStorage.removeItem("weg");
});
