class IntakeError(Exception):
    """Something from outside cannot be read. Its text is a sentence for the user that says what to do."""
