"""SGB II: Grundsicherung für Arbeitsuchende, one file per topic, one function per norm."""
