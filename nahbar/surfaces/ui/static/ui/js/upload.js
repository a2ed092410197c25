// Photos are looked at before they are sent: made smaller, and told at once when blurred or dark. Without it files are
// sent as they are and the server looks at them.
const LONGEST = 2000;
const SHARP = 45;
const BRIGHT = 50;

/** Variance of the Laplacian and mean brightness of a canvas, on a copy of at most 500 pixels. */
export function look(canvas) {
  const scale = Math.min(1, 500 / Math.max(canvas.width, canvas.height));
  const small = Object.assign(document.createElement("canvas"), {
    width: Math.max(3, Math.round(canvas.width * scale)),
    height: Math.max(3, Math.round(canvas.height * scale)),
  });
  const context = small.getContext("2d", { willReadFrequently: true });
  context.drawImage(canvas, 0, 0, small.width, small.height);
  const { data, width, height } = context.getImageData(0, 0, small.width, small.height);
  const grey = Float32Array.from({ length: width * height }, (_, i) => 0.3 * data[4 * i] + 0.59 * data[4 * i + 1] + 0.11 * data[4 * i + 2]);
  let sum = 0, squares = 0, light = 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const edge = grey[i - 1] + grey[i + 1] + grey[i - width] + grey[i + width] - 4 * grey[i];
      sum += edge;
      squares += edge * edge;
      light += grey[i];
    }
  const n = (width - 2) * (height - 2);
  return { sharpness: squares / n - (sum / n) ** 2, brightness: light / n };
}

/** A smaller JPEG of a photo, with what was seen; other files come back as they are. */
async function prepare(file) {
  if (!file.type.startsWith("image/")) return { file };
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!bitmap) return { file };
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
  const smaller = blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : file;
  return { file: smaller, picture: canvas.toDataURL("image/jpeg", 0.5), ...look(canvas) };
}

/** What was seen as a sentence in the language of the page (fields/file.html), and whether it is bad. */
export const say = ({ sharpness, brightness }, words = document.querySelector("[data-upload][data-chosen]")?.dataset ?? {}) =>
  sharpness === undefined ? [words.chosen ?? "Datei ausgewählt.", false]
  : brightness < BRIGHT ? [words.dark ?? "Das Foto ist zu dunkel. Nehmen Sie es am Fenster noch einmal auf.", true]
  : sharpness < SHARP ? [words.blurred ?? "Das Foto ist unscharf. Halten Sie das Telefon ruhig und nehmen Sie es noch einmal auf.", true]
  : [words.clear ?? "Das Foto ist gut lesbar.", false];

// boxes that come later (a new request in a thread) are looked at too
document.addEventListener("change", async (event) => {
  const input = event.target.closest("[data-upload] input[type=file]");
  if (!input) return;
  const list = input.closest("[data-upload]").querySelector("[data-upload-list]");
  const seen = [];
  for (const file of input.files) seen.push({ name: file.name, ...(await prepare(file)) });
  const chosen = new DataTransfer();
  seen.forEach((one) => chosen.items.add(one.file));
  input.files = chosen.files;
  list.replaceChildren(...seen.map((one) => {
    const [words, bad] = say(one);
    const row = Object.assign(document.createElement("div"), { className: bad ? "nb-shot nb-shot--bad" : "nb-shot" });
    if (one.picture) row.append(Object.assign(new Image(), { src: one.picture, alt: "" }));
    const text = document.createElement("p");
    text.append(Object.assign(document.createElement("strong"), { textContent: one.name }), document.createElement("br"), words);
    row.append(text);
    return row;
  }));
});
