"""Messages on a case with their record in the file, video meetings of an appointment, and word that there is news."""
