"""Word that there is news on its way out: e-mail and Web Push."""
