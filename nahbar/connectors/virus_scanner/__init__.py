"""The virus check by ClamAV (clamd), over its socket."""
