"""Every benchmark, one after the other: `make bench`. Not `bench.due_to_sent`, which takes minutes of waiting."""

from __future__ import annotations

import subprocess
import sys

BENCHMARKS = ("bench.flagging", "bench.today", "bench.spreadsheet")

if __name__ == "__main__":
    codes = []
    for name in BENCHMARKS:
        print(f"\n{name}", flush=True)
        codes.append(subprocess.run([sys.executable, "-m", name], check=False).returncode)  # noqa: S603
    sys.exit(max(codes))
