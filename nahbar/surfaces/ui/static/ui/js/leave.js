// Leaves the page at once, by the link or by pressing Esc three times within two seconds; the way back does not lead here.
const link = document.querySelector("[data-leave]");
if (link) {
  const leave = () => {
    document.body.hidden = true;
    document.title = "Wetter";
    location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
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
