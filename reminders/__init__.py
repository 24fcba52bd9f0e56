"""What is due: the policy, the drafts, follow-ups, their delivery and the Today page."""
