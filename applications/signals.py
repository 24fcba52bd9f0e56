"""The one thing this app tells the rest: an application's facts changed."""

from django.dispatch import Signal

# Sent with `application`, inside the transaction of the write and once for each `changing` block.
application_changed = Signal()
