// Before the meeting: try camera and microphone, nothing leaves this browser.
import { mine, prepare } from "./call_media.js";
import { call, part, show } from "./call_page.js";

function meter() {
  if (!mine.audio) return;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(new MediaStream([mine.audio])).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  show("level-box", true);
  const draw = () => {
    if (call.stand) return void context.close();
    analyser.getByteTimeDomainData(samples);
    part("level").value = Math.max(...samples) - 128;
    setTimeout(draw, 100);
  };
  draw();
}

part("test").addEventListener("click", async () => {
  mine.camera = part("with-camera").checked;
  await prepare();
  show("preview", true);
  part("try").srcObject = mine.video ? new MediaStream([mine.video]) : null;
  part("tested").textContent = mine.video && mine.audio ? "Kamera und Mikrofon sind bereit. Sprechen Sie: Der Balken bewegt sich." : mine.audio ? "Das Mikrofon ist bereit, die Kamera ist aus." : "";
  meter();
});
