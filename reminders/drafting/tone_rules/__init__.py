r"""The families of sentences that put a reader off, as small patterns over a sentence in its plain form (S9).

One file a category. The order counts: a sentence belongs to the first family that finds it.
"""

from reminders.drafting.tone_rules import (
    demanding,
    frustrated,
    guilt,
    negative,
    over_apologetic,
    presumptuous,
)
from reminders.drafting.tone_rules.patterns import Category, Family

__all__ = ["FAMILIES", "Category", "Family"]

FAMILIES = (
    *over_apologetic.FAMILIES,
    *presumptuous.FAMILIES,
    *guilt.FAMILIES,
    *frustrated.FAMILIES,
    *demanding.FAMILIES,
    *negative.FAMILIES,
)
