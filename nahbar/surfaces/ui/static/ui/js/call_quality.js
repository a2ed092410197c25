// Frames and packets that arrive: for the line about the quality, and for whoever measures.
import { call, part, root } from "./call_page.js";

setInterval(async () => {
  if (call.pc?.connectionState !== "connected") return;
  for (const report of (await call.pc.getStats()).values()) {
    if (report.type !== "inbound-rtp") continue;
    if (report.kind === "video") {
      const frames = report.framesDecoded - Number(root.dataset.frames ?? 0);
      if (report.framesDecoded) root.dataset.frames = String(report.framesDecoded);
      part("quality").textContent = frames > 0 ? "Bild und Ton kommen an." : "Es kommt gerade kein Bild an. Der Ton kann trotzdem da sein.";
      root.dataset.size = `${report.frameWidth}x${report.frameHeight}`;
    } else root.dataset.packets = String(report.packetsReceived);
  }
}, 1000);
