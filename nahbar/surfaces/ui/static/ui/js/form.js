// Focus on the error summary, one submit only, printing. Pages work the same without it.
// A page that answered a refused form becomes an ordinary one: coming back to it with the browser's arrow asks for the
// page again, not whether the form is to be sent a second time.
history.replaceState(history.state, "", location.href);

const summary = document.querySelector("[data-error-summary]");
if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const control = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!control) return;
    event.preventDefault();
    const words = control.closest(".nb-field, fieldset") ?? control;
    words.scrollIntoView({ block: "start" });
    control.focus({ preventScroll: true });
  });
}

for (const form of document.querySelectorAll("form[method='post']")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    // not disabled: a disabled button would not be sent along
    event.submitter?.setAttribute("aria-disabled", "true");
  });
}
// coming back with the browser's arrow finds the form usable again
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-disabled='true']")?.removeAttribute("aria-disabled");
  }
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
