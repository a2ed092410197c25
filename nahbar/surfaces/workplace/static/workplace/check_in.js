// The scanner types into the field that waits for it, as a keyboard does.
document.querySelector("[data-scan]")?.focus();
