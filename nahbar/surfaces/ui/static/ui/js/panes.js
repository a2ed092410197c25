// Keeps the widths that a person gave to the panes, for this browser.
for (const group of document.querySelectorAll("[data-panes]")) {
  const key = `panes:${location.pathname.replace(/[0-9a-f-]{8,}/g, "*")}`;
  const panes = [...group.children];
  const read = () => JSON.parse(localStorage.getItem(key) ?? "[]");
  const place = (pane, width) => {
    if (!(width > 0)) return;
    pane.style.flex = "none";
    pane.style.inlineSize = `${width}px`;
  };
  if (matchMedia("(min-width: 60rem)").matches) read().forEach((width, i) => panes[i] && place(panes[i], width));
  group.addEventListener("pointerup", () => {
    const widths = panes.map((pane) => (pane.style.width || pane.style.inlineSize ? pane.offsetWidth : 0));
    panes.forEach((pane, i) => place(pane, widths[i]));
    if (widths.some(Boolean)) localStorage.setItem(key, JSON.stringify(widths));
  });
}
