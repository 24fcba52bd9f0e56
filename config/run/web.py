"""What granian serves under `up`: the pages, from a worker that ends with granian's master."""

from __future__ import annotations

import multiprocessing

from config.run.tether import end_with

_master = multiprocessing.parent_process()
if _master is not None and _master.pid is not None:
    # Before Django is imported: that takes a second in which the master may be killed.
    end_with(_master.pid)

from config.wsgi import application  # noqa: E402

__all__ = ["application"]
