"""Ways out. They know letters and addresses, nothing of follow-ups."""
