// Photographs a paper page by page: a live frame around the sheet, straightened and judged on the spot, then sent as one
// document. Where the browser gives no camera, the camera app of the phone takes the photos.
import { look, say } from "../ui/js/upload.js";
import { asPdf } from "./pages.js";
import { findSheet, straighten } from "./sheet.js";
import { enqueue } from "./upload.js";

const LONGEST = 2000, QUALITY = 0.8;
const part = document.querySelector("[data-camera]");
const box = (name) => part.querySelector(`[data-camera-${name}]`);
const pages = [];
let stream = null, watching = 0, shot = null, replaced = -1;

const show = (step) => { for (const one of part.querySelectorAll("[data-step]")) one.hidden = one.dataset.step !== step; };
const toJpeg = (canvas) => new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));

async function open() {
  box("open").hidden = true;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment", width: { ideal: 2560 }, height: { ideal: 1440 } } });
  } catch {
    if (!box("app")) {
      box("way").after(box("way").content.cloneNode(true));
      box("app").addEventListener("change", fromApp);
    }
    show("app");
    return box("app").focus();
  }
  box("video").srcObject = stream;
  await box("video").play();
  show("live");
  box("shoot").focus();
  watch();
}

function close() {
  cancelAnimationFrame(watching);
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
}

/** Draws the frame around the sheet while the camera looks; four times a second is enough. */
function watch(last = 0) {
  watching = requestAnimationFrame((now) => {
    const video = box("video"), frame = box("frame");
    if (!stream) return;
    if (now - last < 250 || !video.videoWidth) return watch(last);
    frame.width = video.videoWidth;
    frame.height = video.videoHeight;
    const corners = findSheet(video, video.videoWidth, video.videoHeight), pen = frame.getContext("2d");
    box("seen").textContent = corners ? box("seen").dataset.found : box("seen").dataset.none;
    if (corners) {
      pen.lineWidth = Math.max(4, frame.width / 120);
      pen.strokeStyle = "#ffcf33";
      pen.beginPath();
      corners.forEach(({ x, y }) => pen.lineTo(x, y));
      pen.closePath();
      pen.stroke();
    }
    watch(now);
  });
}

function drawn(source, width, height) {
  const scale = Math.min(1, LONGEST * 1.3 / Math.max(width, height));
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(width * scale), height: Math.round(height * scale) });
  canvas.getContext("2d").drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** The photo as it was taken and, if a sheet was found, straightened. */
function judge(canvas) {
  const corners = findSheet(canvas, canvas.width, canvas.height);
  shot = { plain: canvas, straight: corners && straighten(canvas, corners, LONGEST) };
  shot.chosen = shot.straight ?? shot.plain;
  present();
}

async function fromApp(event) {
  const file = event.target.files[0];
  const bitmap = file && await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  event.target.value = "";
  if (bitmap) judge(drawn(bitmap, bitmap.width, bitmap.height));
  else if (file) enqueue([file]); // the browser cannot show this kind; the server can
}

function present() {
  const [words, bad] = say(look(shot.chosen));
  box("picture").src = shot.chosen.toDataURL("image/jpeg", 0.6);
  box("verdict").textContent = words;
  box("verdict").classList.toggle("nb-camera__bad", bad);
  box("example").hidden = !bad;
  box("undo").hidden = !shot.straight;
  box("undo").textContent = shot.chosen === shot.straight ? box("undo").dataset.plain : box("undo").dataset.straight;
  show("check");
  box(bad ? "again" : "keep").focus();
}

async function keepPage() {
  const { chosen } = shot;
  const page = { jpeg: await toJpeg(chosen), width: chosen.width, height: chosen.height, picture: box("picture").src };
  if (replaced >= 0) pages[replaced] = page; else pages.push(page);
  replaced = -1;
  list();
}

/** The pages so far, in the order in which they will lie in the document. */
function list() {
  if (!pages.length) return more();
  box("pages").replaceChildren(...pages.map((page, n) => {
    const item = box("page").content.cloneNode(true).firstElementChild;
    item.querySelector("img").src = page.picture;
    item.querySelector("[data-nr]").textContent = n + 1;
    for (const hidden of item.querySelectorAll("[data-of]")) hidden.textContent = ` ${n + 1}`;
    const acts = { up: () => swap(n, n - 1), down: () => swap(n, n + 1), again: () => { replaced = n; more(); }, remove: () => { pages.splice(n, 1); list(); } };
    for (const button of item.querySelectorAll("button")) button.addEventListener("click", acts[button.dataset.act]);
    item.querySelector('[data-act="up"]').hidden = n === 0;
    item.querySelector('[data-act="down"]').hidden = n === pages.length - 1;
    return item;
  }));
  box("count").textContent = pages.length;
  show("pages");
  box("send").focus();
}

function swap(n, m) {
  [pages[n], pages[m]] = [pages[m], pages[n]];
  list();
}

function more() {
  show(stream ? "live" : "app");
  box(stream ? "shoot" : "app").focus();
}

async function send() {
  close();
  const day = new Date().toLocaleDateString("sv");
  const file = await asPdf(pages, `${box("send").dataset.name} ${day}.pdf`);
  pages.length = 0;
  show("");
  box("open").hidden = false;
  box("open").focus();
  enqueue([file], { redact: Boolean(document.querySelector("[name=schwaerzen]")?.checked) });
}

function stop() {
  close();
  pages.length = 0;
  show("");
  box("open").hidden = false;
  box("open").focus();
}

if (part) {
  part.hidden = false;
  box("open").addEventListener("click", open);
  box("shoot").addEventListener("click", () => { const video = box("video"); judge(drawn(video, video.videoWidth, video.videoHeight)); });
  box("undo").addEventListener("click", () => { shot.chosen = shot.chosen === shot.straight ? shot.plain : shot.straight; present(); });
  box("keep").addEventListener("click", keepPage);
  box("again").addEventListener("click", more);
  box("more").addEventListener("click", more);
  box("send").addEventListener("click", send);
  for (const button of part.querySelectorAll("[data-stop]")) button.addEventListener("click", stop);
  addEventListener("pagehide", close);
}
