// Somebody walked away in the middle: what was typed does not stay on the screen.
const MINUTE = 60000;
let timer = 0;
const home = () => location.replace(document.querySelector(".ki-hands a.ki-plain").href);
const wait = () => { clearTimeout(timer); timer = setTimeout(home, MINUTE); };
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, wait, { capture: true });
wait();
