// The board of terminals follows by itself; a new call for help rings and is told to screen readers.
const place = document.querySelector("[data-tiles]");
const news = document.querySelector("[data-tiles-news]");
const callers = () => [...place.querySelectorAll('[data-state="hilfe"]')].map((tile) => tile.dataset.name);
const title = document.title;
let known = callers();

function ring() {
  try {
    const context = new AudioContext();
    for (const [start, pitch] of [[0, 880], [0.25, 660]]) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.frequency.value = pitch;
      volume.gain.value = 0.2;
      tone.connect(volume).connect(context.destination);
      tone.start(context.currentTime + start);
      tone.stop(context.currentTime + start + 0.2);
    }
  } catch { /* no sound here: title and tile say it */ }
}

async function look() {
  try {
    const answer = await fetch(place.dataset.tiles, { headers: { "X-Requested-With": "fetch" } });
    if (answer.ok && !answer.redirected) {
      const text = await answer.text();
      // whoever is about to press a button keeps the focus
      if (!place.contains(document.activeElement)) place.innerHTML = text;
      else if (new DOMParser().parseFromString(text, "text/html").querySelectorAll('[data-state="hilfe"]').length !== known.length) place.innerHTML = text;
      const now = callers();
      const fresh = now.filter((name) => !known.includes(name));
      if (fresh.length) { news.textContent = `Hilfe gerufen: ${fresh.join(", ")}`; ring(); }
      known = now;
      document.title = now.length ? `(${now.length}) Hilfe gerufen – ${title}` : title;
    }
  } catch { /* the line is down for a moment: ask again */ }
  setTimeout(look, 3000);
}
setTimeout(look, 3000);
