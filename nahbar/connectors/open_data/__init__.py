"""Reading public files of areas and figures: our own plain format, and what Berlin publishes."""
