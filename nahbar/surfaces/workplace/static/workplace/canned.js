// Choosing a paper puts its sentence into the text, as long as nobody has written there.
const form = document.querySelector("[data-canned]");
if (form) {
  const choice = form.elements.unterlage;
  const text = form.elements.text;
  let canned = "";
  choice.addEventListener("change", () => {
    if (text.value.trim() && text.value !== canned) return;
    canned = choice.selectedOptions[0]?.dataset.text ?? "";
    text.value = canned;
  });
}
