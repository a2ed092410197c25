// From browser to browser (perfect negotiation: the guest gives way). Nothing is recorded anywhere.
import { mine } from "./call_media.js";
import { call, host, part, root, show, words } from "./call_page.js";

const RUN = crypto.randomUUID(); // this loading of the page: lines of an earlier one are not for it
let peerRun = "", making = false, ignoring = false, soon = null;

/** Lines for the other side, waiting for the next round to the server. */
export const outbox = [];

/** Who carries the lines: called with the milliseconds to wait before the next round. */
export const carriedBy = (carrier) => { soon = carrier; };

const send = (line) => {
  outbox.push({ run: RUN, to: peerRun, ...line });
  soon(40);
};

export function connect() {
  if (call.pc) return;
  const own = call.pc = new RTCPeerConnection({ iceServers: call.ice ?? [] });
  making = ignoring = false;
  const stream = new MediaStream();
  for (const track of [mine.audio, mine.video]) if (track) own.addTrack(track, stream);
  if (!mine.audio && !mine.video) own.addTransceiver("audio", { direction: "recvonly" });
  const remote = new MediaStream();
  part("remote").srcObject = remote;
  own.ontrack = ({ track }) => {
    for (const old of remote.getTracks()) if (old.kind === track.kind) remote.removeTrack(old);
    remote.addTrack(track);
    track.onmute = track.onunmute = () => show("remote-off", track.kind === "video" ? track.muted : part("remote-off").hidden === false);
  };
  own.onicecandidate = ({ candidate }) => candidate && send({ ice: candidate.toJSON() });
  own.onnegotiationneeded = async () => {
    making = true;
    await own.setLocalDescription().catch(() => null);
    if (own === call.pc && own.localDescription) send({ sdp: own.localDescription.toJSON() });
    making = false;
  };
  own.onconnectionstatechange = () => {
    if (own !== call.pc) return;
    root.dataset.state = own.connectionState;
    if (own.connectionState === "connected" && !root.dataset.connectMs) root.dataset.connectMs = String(Math.round(performance.now() - call.letIn));
    if (own.connectionState === "failed") own.restartIce();
    words();
    soon(0);
  };
}

export function drop() {
  call.pc?.close();
  call.pc = null;
  peerRun = "";
  root.dataset.state = "";
  part("remote").srcObject = null;
}

/** Take a line of the other side. */
export async function take({ run, to, sdp, ice: candidate }) {
  if (to && to !== RUN) return;
  if (peerRun && run !== peerRun) drop(); // the other side has loaded its page again
  peerRun = run;
  connect();
  if (sdp) {
    const collision = sdp.type === "offer" && (making || call.pc.signalingState !== "stable");
    ignoring = host && collision;
    if (ignoring) return;
    await call.pc.setRemoteDescription(sdp);
    if (sdp.type === "offer") {
      await call.pc.setLocalDescription();
      send({ sdp: call.pc.localDescription.toJSON() });
    }
  } else if (candidate) {
    await call.pc.addIceCandidate(candidate).catch((error) => { if (!ignoring) throw error; });
  }
}
