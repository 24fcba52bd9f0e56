"""What people already have, read: bytes → plain facts. Pure, and wary: everything here comes from outside."""
