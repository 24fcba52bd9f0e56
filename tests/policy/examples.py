"""How many examples each property tries: HYPOTHESIS_EXAMPLES=5000 for a long run by hand."""

from __future__ import annotations

import os

EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "120"))
