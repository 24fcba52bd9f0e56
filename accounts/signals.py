"""What this app tells the rest."""

from django.dispatch import Signal

# Sent with `user`, inside the transaction of the write: zone, region or reminder hours may have changed.
settings_changed = Signal()
