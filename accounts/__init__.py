"""Who uses Followthrough: users, ownership and settings of one's own."""
