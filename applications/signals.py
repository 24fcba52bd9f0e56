"""What this app tells the rest: that facts changed."""

from django.dispatch import Signal

# Sent with `application`, inside the transaction of the write and once for each `changing` block.
application_changed = Signal()

# Sent with `applications` (a list), once for all that an import brought and inside its transaction.
applications_imported = Signal()

# Sent with `ids` of applications that an undo is about to delete, and holds. A receiver locks what others may be
# adding to, and returns the set of those about which the user has decided something since, so that they stay.
applications_forgotten = Signal()
