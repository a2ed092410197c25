// A video meeting of two: pictures and sound go from browser to browser, the server carries only the lines with which
// they find each other (short polling, one request at a time). Nothing is recorded anywhere.
const root = document.querySelector("[data-call]");
const host = root.dataset.call === "host";
const token = root.querySelector("[name=csrfmiddlewaretoken]").value;
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const RUN = crypto.randomUUID(); // this loading of the page: lines of an earlier one are not for it
const WAITING = 2000, FINDING = 400, TALKING = 3000, LOST = 2000;

let pc = null, peerRun = "", ice = null, making = false, ignoring = false;
let stand = "", peer = "", outbox = [], seen = [], timer = 0, busy = false, letIn = 0, over = false;
const mine = { audio: null, video: null, camera: true };

const say = (text) => { if (part("status").textContent !== text) part("status").textContent = text; };
const show = (name, visible) => { const element = part(name); if (element) element.hidden = !visible; };

/** Post to the server; JSON back, or null without a network. */
async function post(url, body = {}) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "X-CSRFToken": token, "Content-Type": "application/json" },
    body: JSON.stringify(body),
    redirect: "manual",
  }).catch(() => null);
  if (!answer) return null;
  const json = await answer.json().catch(() => null);
  return json ?? { problem: "Sie sind nicht mehr angemeldet. Laden Sie die Seite neu." };
}

// --- camera and microphone ------------------------------------------------------------------------------------------

const WHY = {
  NotAllowedError: "Der Browser darf Kamera oder Mikrofon nicht benutzen. Erlauben Sie es in der Adresszeile und versuchen Sie es noch einmal.",
  NotFoundError: "Wir finden keine Kamera und kein Mikrofon. Schließen Sie beides an, oder nutzen Sie das Telefon.",
  NotReadableError: "Ein anderes Programm benutzt gerade die Kamera. Schließen Sie es und versuchen Sie es noch einmal.",
};

function problem(text) {
  part("problem").textContent = text;
  show("problem", Boolean(text));
}

async function grab(kind) {
  const wanted = kind === "video" ? { video: { width: 640, height: 480 } } : { audio: { echoCancellation: true } };
  const stream = await navigator.mediaDevices.getUserMedia(wanted);
  return stream.getTracks()[0];
}

/** Get what is wanted and missing; what cannot be had is said, and the rest works. */
async function prepare() {
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

function picture() {
  part("self").srcObject = mine.video ? new MediaStream([mine.video]) : null;
  show("self-off", !mine.video);
  part("mic").setAttribute("aria-pressed", String(Boolean(mine.audio?.enabled)));
  part("mic-word").textContent = mine.audio?.enabled ? "Mikrofon ausschalten" : "Mikrofon einschalten";
  part("cam").setAttribute("aria-pressed", String(Boolean(mine.video)));
  part("cam-word").textContent = mine.video ? "Kamera ausschalten" : "Kamera einschalten";
}

function meter() {
  if (!mine.audio) return;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(new MediaStream([mine.audio])).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  show("level-box", true);
  const draw = () => {
    if (stand) return void context.close();
    analyser.getByteTimeDomainData(samples);
    part("level").value = Math.max(...samples) - 128;
    setTimeout(draw, 100);
  };
  draw();
}

async function setCamera(on) {
  mine.camera = on;
  const sender = pc?.getSenders().find((one) => one.track?.kind === "video" || one.wasVideo);
  if (!on) {
    mine.video?.stop();
    mine.video = null;
    if (sender) {
      sender.wasVideo = true;
      await sender.replaceTrack(null);
    }
    return picture();
  }
  await prepare();
  if (!mine.video || !pc) return;
  if (sender) await sender.replaceTrack(mine.video);
  else pc.addTrack(mine.video, new MediaStream([mine.video]));
}

// --- from browser to browser (perfect negotiation: the guest gives way) -----------------------------------------------

const send = (line) => {
  outbox.push({ run: RUN, to: peerRun, ...line });
  soon(40);
};

function connect() {
  if (pc) return;
  pc = new RTCPeerConnection({ iceServers: ice ?? [] });
  making = ignoring = false;
  const stream = new MediaStream();
  for (const track of [mine.audio, mine.video]) if (track) pc.addTrack(track, stream);
  if (!mine.audio && !mine.video) pc.addTransceiver("audio", { direction: "recvonly" });
  const remote = new MediaStream();
  part("remote").srcObject = remote;
  pc.ontrack = ({ track }) => {
    for (const old of remote.getTracks()) if (old.kind === track.kind) remote.removeTrack(old);
    remote.addTrack(track);
    track.onmute = track.onunmute = () => show("remote-off", track.kind === "video" ? track.muted : part("remote-off").hidden === false);
  };
  pc.onicecandidate = ({ candidate }) => candidate && send({ ice: candidate.toJSON() });
  const own = pc;
  pc.onnegotiationneeded = async () => {
    making = true;
    await own.setLocalDescription().catch(() => null);
    if (own === pc && own.localDescription) send({ sdp: own.localDescription.toJSON() });
    making = false;
  };
  pc.onconnectionstatechange = () => {
    if (own !== pc) return;
    root.dataset.state = own.connectionState;
    if (own.connectionState === "connected" && !root.dataset.connectMs) root.dataset.connectMs = String(Math.round(performance.now() - letIn));
    if (own.connectionState === "failed") own.restartIce();
    words();
    soon(0);
  };
}

function drop() {
  pc?.close();
  pc = null;
  peerRun = "";
  root.dataset.state = "";
  part("remote").srcObject = null;
}

async function take({ run, to, sdp, ice: candidate }) {
  if (to && to !== RUN) return;
  if (peerRun && run !== peerRun) drop(); // the other side has loaded its page again
  peerRun = run;
  connect();
  if (sdp) {
    const collision = sdp.type === "offer" && (making || pc.signalingState !== "stable");
    ignoring = host && collision;
    if (ignoring) return;
    await pc.setRemoteDescription(sdp);
    if (sdp.type === "offer") {
      await pc.setLocalDescription();
      send({ sdp: pc.localDescription.toJSON() });
    }
  } else if (candidate) {
    await pc.addIceCandidate(candidate).catch((error) => { if (!ignoring) throw error; });
  }
}

// --- the server ---------------------------------------------------------------------------------------------------------

function soon(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(round, milliseconds);
}

async function round() {
  if (busy || over || !stand) return;
  busy = true;
  const lines = outbox.splice(0, 60);
  const connected = pc?.connectionState === "connected";
  const answer = await post(root.dataset.exchange, { seen, lines, connected, ice: !ice });
  busy = false;
  if (!answer) {
    outbox.unshift(...lines);
    say("Keine Verbindung zum Amt. Wir versuchen es weiter.");
    return soon(LOST);
  }
  if (answer.problem) {
    say(answer.problem);
    return finish();
  }
  seen = answer.signals.map((signal) => signal.id);
  ({ stand, peer } = answer);
  if (stand === "drin" && peer && !pc) letIn = performance.now(); // from here on it takes as long as it takes
  if (answer.ice) ice = answer.ice;
  if (host) guests(answer.guests);
  if (answer.ended || stand === "abgelehnt" || stand === "weg") return finish(answer.ended);
  for (const signal of answer.signals) await take(signal.data).catch((error) => console.warn(error.name));
  if (stand === "drin" && peer) connect();
  words();
  const talking = pc?.connectionState === "connected";
  soon(outbox.length || (seen.length && !talking) ? 40 : stand === "wartet" || !peer ? WAITING : talking ? TALKING : FINDING);
}

function words() {
  const state = pc?.connectionState;
  if (stand === "wartet") say("Sie sind im Warteraum. Wir sehen, dass Sie da sind, und holen Sie gleich herein.");
  else if (!peer && state !== "connected") say(host ? "Noch niemand ist eingelassen." : "Sie sind eingelassen. Wir warten auf die andere Seite.");
  else if (state === "connected") say(`Verbunden mit ${peer || "der anderen Seite"}. Nichts wird aufgezeichnet.`);
  else if (state === "disconnected" || state === "failed") say("Die Verbindung ist unterbrochen. Wir verbinden neu.");
  else say("Wir verbinden Sie.");
  show("stage", stand === "drin");
  show("waiting", stand === "wartet");
}

function finish(ended = false) {
  over = true;
  clearTimeout(timer);
  drop();
  for (const kind of ["audio", "video"]) {
    mine[kind]?.stop();
    mine[kind] = null;
  }
  part("quality").textContent = "";
  for (const name of ["stage", "waiting", "controls", "guests-box"]) show(name, false);
  if (stand === "abgelehnt") say("Wir konnten Sie nicht einlassen. Rufen Sie uns bitte an.");
  else if (ended) say("Das Videogespräch ist beendet.");
  else if (stand === "weg") say("Sie haben aufgelegt.");
  show("after", true);
}

function guests(rows) {
  show("guests-box", true);
  const list = part("guests");
  const shown = rows.filter((row) => row.stand !== "abgelehnt");
  const key = JSON.stringify(shown.map((row) => [row.id, row.stand, Math.floor(row.seconds / 60)]));
  if (list.dataset.key === key) return; // nothing jumps while somebody aims at a button
  list.dataset.key = key;
  show("nobody", !shown.length);
  list.replaceChildren(...shown.map((row) => {
    const item = document.createElement("li");
    const minutes = Math.floor(row.seconds / 60);
    const since = row.stand === "drin" ? "ist im Gespräch" : minutes ? `wartet seit ${minutes} Minute${minutes > 1 ? "n" : ""}` : "wartet seit eben";
    const text = Object.assign(document.createElement("p"), { textContent: `${row.name}, ${since}` });
    item.append(text);
    const button = (word, url, kind) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: `kern-btn kern-btn--${kind}` });
      made.append(Object.assign(document.createElement("span"), { className: "kern-label", textContent: word }));
      made.addEventListener("click", async () => {
        const answer = await post(url, { teilnahme: row.id });
        if (answer?.problem) say(answer.problem);
        if (url === root.dataset.refuse && row.stand === "drin") drop();
        soon(0);
      });
      return made;
    };
    if (row.stand === "wartet") item.append(button("Einlassen", root.dataset.admit, "primary"), button("Nicht einlassen", root.dataset.refuse, "secondary"));
    else item.append(button("Aus dem Gespräch nehmen", root.dataset.refuse, "secondary"));
    return item;
  }));
}

async function enter() {
  mine.camera = part("with-camera").checked;
  await prepare();
  const answer = await post(root.dataset.enter);
  if (!answer || answer.problem) return problem(answer?.problem ?? "Keine Verbindung. Versuchen Sie es gleich noch einmal.");
  stand = answer.stand;
  show("before", false);
  show("controls", true);
  words();
  part("status").focus();
  round();
}

// frames and packets that arrive: for the line about the quality, and for whoever measures
setInterval(async () => {
  if (pc?.connectionState !== "connected") return;
  for (const report of (await pc.getStats()).values()) {
    if (report.type !== "inbound-rtp") continue;
    if (report.kind === "video") {
      const frames = report.framesDecoded - Number(root.dataset.frames ?? 0);
      if (report.framesDecoded) root.dataset.frames = String(report.framesDecoded);
      part("quality").textContent = frames > 0 ? "Bild und Ton kommen an." : "Es kommt gerade kein Bild an. Der Ton kann trotzdem da sein.";
      root.dataset.size = `${report.frameWidth}x${report.frameHeight}`;
    } else root.dataset.packets = String(report.packetsReceived);
  }
}, 1000);

part("no-script").hidden = true;
show("before", true);
part("join").addEventListener("click", enter);
part("test").addEventListener("click", async () => {
  mine.camera = part("with-camera").checked;
  await prepare();
  show("preview", true);
  part("try").srcObject = mine.video ? new MediaStream([mine.video]) : null;
  part("tested").textContent = mine.video && mine.audio ? "Kamera und Mikrofon sind bereit. Sprechen Sie: Der Balken bewegt sich." : mine.audio ? "Das Mikrofon ist bereit, die Kamera ist aus." : "";
  meter();
});
part("mic").addEventListener("click", async () => {
  if (mine.audio) mine.audio.enabled = !mine.audio.enabled;
  else {
    await prepare();
    if (mine.audio && pc) pc.addTrack(mine.audio, new MediaStream([mine.audio]));
  }
  picture();
});
part("cam").addEventListener("click", () => setCamera(!mine.video));
part("hangup").addEventListener("click", async () => {
  over = true;
  clearTimeout(timer);
  await post(root.dataset.leave);
  stand = "weg";
  finish(host);
});
