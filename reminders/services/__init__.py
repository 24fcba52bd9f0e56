"""Planning, flagging, sending, and what the user does with a follow-up: the only writers of this app."""
