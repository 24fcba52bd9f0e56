"""Reading in a process of its own, whose memory and time the system itself bounds.

python -m applications.intake.confined KIND NAME < data > what was understood, as JSON
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from applications.intake.errors import IntakeError
from applications.intake.kinds import Kind
from applications.intake.reader import Json
from applications.intake.readers import READERS

MEMORY = 768 * 1024 * 1024
SECONDS = 20
MOST_UNDERSTOOD = 32 * 1024 * 1024
TOO_MUCH = "This file unpacks to more than can be read here. Save it again with less in it, then add that."
TOO_LONG = "This file took too long to read. Split it, or save it again with less in it, then add that."
UNREADABLE = (
    "This file could not be read; it may be damaged. Save it again where it comes from, then add that."
)


def read_confined(kind: Kind, data: bytes, name: str, *, seconds: int = SECONDS) -> Json:
    """Read in a child process. Raises IntakeError, also where the child ran out of time or memory."""
    try:
        child = subprocess.run(  # noqa: S603
            [sys.executable, "-m", __name__, kind.value, name],
            input=data,
            capture_output=True,
            timeout=seconds,
            cwd=Path(__file__).resolve().parents[2],
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise IntakeError(TOO_LONG) from error
    if child.returncode < 0:
        # Ended by the system: out of processor time.
        raise IntakeError(TOO_LONG)
    try:
        answer = json.loads(child.stdout)
    except ValueError as error:
        raise IntakeError(UNREADABLE) from error
    if "error" in answer:
        raise IntakeError(answer["error"])
    understood: Json = answer["understood"]
    return understood


def _limit() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limits; there the time alone is bounded.
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform.startswith("linux"):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(kind: str, name: str) -> None:
    _limit()
    answer: dict[str, object]
    try:
        understood = READERS[Kind(kind)](sys.stdin.buffer.read(), name)
        written = json.dumps({"understood": understood})
        if len(written) > MOST_UNDERSTOOD:
            raise IntakeError(TOO_MUCH)
    except IntakeError as error:
        answer = {"error": str(error)}
    except MemoryError:
        answer = {"error": TOO_MUCH}
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        answer = {"error": UNREADABLE}
    else:
        sys.stdout.write(written)
        return
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
