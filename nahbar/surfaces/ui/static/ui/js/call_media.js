// Camera and microphone of this side: get them, show them, switch them.
import { call, part, problem, show } from "./call_page.js";

export const mine = { audio: null, video: null, camera: true };

const WHY = {
  NotAllowedError: "Der Browser darf Kamera oder Mikrofon nicht benutzen. Erlauben Sie es in der Adresszeile und versuchen Sie es noch einmal.",
  NotFoundError: "Wir finden keine Kamera und kein Mikrofon. Schließen Sie beides an, oder nutzen Sie das Telefon.",
  NotReadableError: "Ein anderes Programm benutzt gerade die Kamera. Schließen Sie es und versuchen Sie es noch einmal.",
};

async function grab(kind) {
  const wanted = kind === "video" ? { video: { width: 640, height: 480 } } : { audio: { echoCancellation: true } };
  const stream = await navigator.mediaDevices.getUserMedia(wanted);
  return stream.getTracks()[0];
}

/** Get what is wanted and missing; what cannot be had is said, and the rest works. */
export async function prepare() {
  if (!navigator.mediaDevices) return problem(WHY.NotFoundError);
  problem("");
  for (const kind of ["audio", "video"]) {
    if (mine[kind] || (kind === "video" && !mine.camera)) continue;
    mine[kind] = await grab(kind).catch((error) => {
      problem(kind === "video" && mine.audio ? "Ohne Kamera: Wir hören Sie, sehen Sie aber nicht." : WHY[error.name] ?? WHY.NotFoundError);
      return null;
    });
  }
  picture();
}

export function release() {
  for (const kind of ["audio", "video"]) {
    mine[kind]?.stop();
    mine[kind] = null;
  }
}

function picture() {
  part("self").srcObject = mine.video ? new MediaStream([mine.video]) : null;
  show("self-off", !mine.video);
  part("mic").setAttribute("aria-pressed", String(Boolean(mine.audio?.enabled)));
  part("mic-word").textContent = mine.audio?.enabled ? "Mikrofon ausschalten" : "Mikrofon einschalten";
  part("cam").setAttribute("aria-pressed", String(Boolean(mine.video)));
  part("cam-word").textContent = mine.video ? "Kamera ausschalten" : "Kamera einschalten";
}

export async function switchMicrophone() {
  if (mine.audio) mine.audio.enabled = !mine.audio.enabled;
  else {
    await prepare();
    if (mine.audio && call.pc) call.pc.addTrack(mine.audio, new MediaStream([mine.audio]));
  }
  picture();
}

export async function switchCamera() {
  mine.camera = !mine.video;
  const sender = call.pc?.getSenders().find((one) => one.track?.kind === "video" || one.wasVideo);
  if (!mine.camera) {
    mine.video.stop();
    mine.video = null;
    if (sender) {
      sender.wasVideo = true;
      await sender.replaceTrack(null);
    }
    return picture();
  }
  await prepare();
  if (!mine.video || !call.pc) return;
  if (sender) await sender.replaceTrack(mine.video);
  else call.pc.addTrack(mine.video, new MediaStream([mine.video]));
}
