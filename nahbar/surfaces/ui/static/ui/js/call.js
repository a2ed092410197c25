// A video meeting of two: pictures and sound go from browser to browser, the server carries only the lines with which
// they find each other. This is the entrance; each part has its own module.
import { mine, prepare, switchCamera, switchMicrophone } from "./call_media.js";
import { call, part, post, problem, root, show, words } from "./call_page.js";
import { hangUp, round } from "./call_signals.js";
import "./call_quality.js";
import "./call_test.js";

async function enter() {
  mine.camera = part("with-camera").checked;
  await prepare();
  const answer = await post(root.dataset.enter);
  if (!answer || answer.problem) return problem(answer?.problem ?? "Keine Verbindung. Versuchen Sie es gleich noch einmal.");
  call.stand = answer.stand;
  show("before", false);
  show("controls", true);
  words();
  part("status").focus();
  round();
}

part("join").addEventListener("click", enter);
part("mic").addEventListener("click", switchMicrophone);
part("cam").addEventListener("click", switchCamera);
part("hangup").addEventListener("click", hangUp);
part("no-script").hidden = true;
show("before", true);
