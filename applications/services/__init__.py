"""The only writers of applications and theirs: atomic, the application locked, the change announced."""
