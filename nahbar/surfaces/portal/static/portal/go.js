// To the identity provider and back: goes on by itself. Without this file the button does it.
document.querySelector("form[data-go]")?.requestSubmit();
document.querySelector("a[data-go]")?.click();
