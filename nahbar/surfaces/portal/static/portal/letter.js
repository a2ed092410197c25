// The code of a letter comes behind the # of its QR code: it is put into the field and taken out of the address.
const field = document.querySelector("[data-letter] [name=code]");
const found = location.hash.slice(1).toUpperCase();
if (field && /^[0-9A-Z]{4}-?[0-9A-Z]{4}$/.test(found)) {
  field.value = found;
  history.replaceState(null, "", location.pathname);
}
