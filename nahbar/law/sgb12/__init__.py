"""SGB XII: Hilfe zum Lebensunterhalt (chapter 3), Grundsicherung im Alter und bei Erwerbsminderung (chapter 4)."""
