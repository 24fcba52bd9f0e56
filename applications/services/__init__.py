"""The only writers of applications and what belongs to them: atomic, the application locked, the change announced."""
