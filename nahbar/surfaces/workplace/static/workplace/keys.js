// Rows of a list by `j` and `k`, `x` chooses, Enter opens; arrows turn the pages of a document.
const rows = [...document.querySelectorAll("[data-row]")];
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
let at = -1;

function go(to) {
  if (!rows.length) return;
  at = Math.max(0, Math.min(rows.length - 1, to));
  for (const row of rows) row.removeAttribute("data-current");
  rows[at].setAttribute("data-current", "");
  const target = rows[at].querySelector("summary") ?? rows[at].querySelector("a, button");
  target?.focus({ preventScroll: true });
  rows[at].scrollIntoView({ block: "nearest" });
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "j") go(at + 1);
  else if (event.key === "k") go(at - 1);
  else if (event.key === "x" && at >= 0) rows[at].querySelector("input[type=checkbox]")?.click();
  else if (document.querySelector(`summary[data-key="${CSS.escape(event.key)}"]`)) {
    document.querySelector(`summary[data-key="${CSS.escape(event.key)}"]`).click();
  } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    const link = document.querySelector(event.key === "ArrowRight" ? "[data-page-next]" : "[data-page-back]");
    if (!link) return;
    event.preventDefault();
    link.click();
  }
});

document.querySelector("[data-refusal]")?.focus();
