"""The program on the terminal's PC: takes orders from the office, scans, prints, wipes; no port, nothing kept."""
