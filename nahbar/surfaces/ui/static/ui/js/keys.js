// `/` goes to the search, `?` shows the keys, `data-key="f"` on any link or button answers to that key.
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
const dialog = document.querySelector("[data-shortcuts]");
const search = document.querySelector("[data-search]");

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || dialog?.open) return;
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "?" && dialog) {
    event.preventDefault();
    dialog.showModal();
  } else {
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("a, button")) target.click();
    else target.focus();
  }
});
