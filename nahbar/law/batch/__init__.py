"""The law over columns: the same source as for a single case, transcribed and compiled."""
