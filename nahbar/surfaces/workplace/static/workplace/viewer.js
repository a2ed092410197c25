// Pages of a document without a new page: the next picture is there before it is asked for, and lives in memory only.
const SIZES = [100, 150, 200, 300];
const viewers = [...document.querySelectorAll("[data-viewer]")].map(setUp);
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

function setUp(root) {
  const pages = [...root.querySelectorAll("[data-page]")];
  const now = root.querySelector("[aria-current=page]");
  const me = { root, pages, key: root.dataset.key, nr: now ? Number(now.dataset.page) : 1, kept: new Map() };
  for (const page of pages) page.addEventListener("click", (event) => turn(event, me, Number(page.dataset.page)));
  const back = root.querySelector("[data-page-back]"), next = root.querySelector("[data-page-next]");
  back.addEventListener("click", (event) => turn(event, me, me.nr - 1));
  next.addEventListener("click", (event) => turn(event, me, me.nr + 1));
  root.querySelector("[data-viewer-go]")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = event.target.elements[me.key], wanted = Number.parseInt(field.value, 10);
    field.value = "";
    if (wanted) go(me, wanted);
    root.querySelector(".wp-leaf__view").focus();
  });
  if (pages.length) for (const n of [me.nr + 1, me.nr - 1]) picture(me, n);
  return me;
}

/** The picture of a page, loaded once. */
function picture(me, n) {
  const page = me.pages[n - 1];
  if (!page) return null;
  if (!me.kept.has(n)) {
    const image = new Image();
    image.src = page.dataset.image;
    me.kept.set(n, image);
  }
  return me.kept.get(n);
}

function turn(event, me, n) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go(me, n);
}

function go(me, wanted) {
  const n = Math.max(1, Math.min(me.pages.length, wanted));
  const image = picture(me, n), old = me.root.querySelector("[data-viewer-image]");
  if (!image || n === me.nr) return;
  image.alt = old.alt.replace(/(Seite )\d+/, `$1${n}`);
  image.dataset.viewerImage = "";
  delete old.dataset.viewerImage;
  me.kept.set(me.nr, old);
  old.replaceWith(image);
  me.nr = n;
  const of = me.pages.length, view = me.root.querySelector(".wp-leaf__view");
  view.scrollTo(0, 0);
  view.setAttribute("aria-label", view.getAttribute("aria-label").replace(/(Seite )\d+/, `$1${n}`));
  me.root.querySelector("[data-viewer-count]").textContent = `Seite ${n} von ${of}`;
  for (const page of me.pages) {
    if (Number(page.dataset.page) === n) page.setAttribute("aria-current", "page");
    else page.removeAttribute("aria-current");
  }
  const strip = me.pages[n - 1].closest("ol"), small = me.pages[n - 1].parentElement;
  strip.scrollTo({ left: small.offsetLeft - strip.offsetLeft - strip.clientWidth / 2 + small.clientWidth / 2 });
  for (const [name, to] of [["back", n - 1], ["next", n + 1]]) {
    const link = me.root.querySelector(`[data-page-${name}]`);
    if (me.pages[to - 1]) link.href = me.pages[to - 1].href;
    else link.removeAttribute("href");
  }
  const address = new URL(location.href);
  address.searchParams.set(me.key, n);
  address.searchParams.delete("ok");
  history.replaceState(null, "", address);
  if (me.key === "seite") for (const field of document.querySelectorAll("[data-viewer-page]")) field.value = n;
  picture(me, n + 1);
  picture(me, n - 1);
}

function zoom(by) {
  const now = Number(viewers[0].root.querySelector("[data-zoom]").dataset.zoom);
  const size = SIZES[Math.max(0, Math.min(SIZES.length - 1, SIZES.indexOf(now) + by))];
  for (const view of document.querySelectorAll("[data-viewer] [data-zoom]")) view.dataset.zoom = size;
  document.querySelector("[data-zoom-now]").textContent = `${size} %`;
  const address = new URL(location.href);
  address.searchParams.set("zoom", size);
  history.replaceState(null, "", address);
}

for (const [name, by] of [["in", 1], ["out", -1]]) {
  document.querySelector(`[data-zoom-${name}]`).addEventListener("click", (event) => {
    event.preventDefault();
    zoom(by);
  });
}

/** The document that has the focus, else the first. */
const active = () => viewers.find((one) => one.root.contains(document.activeElement)) ?? viewers[0];

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const me = active(), key = event.key;
  const steps = { ArrowRight: me.nr + 1, PageDown: me.nr + 1, ArrowLeft: me.nr - 1, PageUp: me.nr - 1, Home: 1, End: me.pages.length };
  if (key in steps && me.pages.length) go(me, steps[key]);
  else if (key === "+" || key === "=") zoom(1);
  else if (key === "-") zoom(-1);
  else if (key === "r") document.querySelector("[data-turn]").click();
  else if (key === "g" && me.root.querySelector("[data-viewer-go]")) me.root.querySelector("[data-viewer-go] [name]:not([type=hidden])").focus();
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
});
