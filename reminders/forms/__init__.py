"""Forms of the Today page and the letters."""
