"""Reads a file in a process of its own: a hostile file costs a bounded time and memory, and cannot take us with it."""

import subprocess
import sys
from datetime import date
from typing import Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ingest.types import Extracted, NotExtracted, Reason

SECONDS = 60
"""How long a file may take; one of ours takes less than a tenth of a second a page."""
MEMORY = 2 * 1024**3
"""Bytes of memory that the process may ask for."""

Form = Literal["pdf", "docx"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """NotExtracted, as it is handed over."""

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and the numbers of the pages that could not be, since they are pictures."""

    extracted: Extracted
    unread: tuple[int, ...] = ()


OUTCOME: TypeAdapter[Reading | Refusal] = TypeAdapter(Reading | Refusal)


def read_bounded(form: Form, body: bytes, url: str, *, seconds: int = SECONDS, memory: int = MEMORY) -> Reading:
    """What `form`'s reader makes of a body, but for the language. Raises NotExtracted.

    `today` is told to the process, so that it needs nothing of our environment; it is given none.
    """
    command = [sys.executable, "-c", "from ingest.extract.child import main; main()"]
    arguments = [form, url, str(seconds), str(memory), date.today().isoformat()]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell; the address is an argument of its own
            [*command, *arguments],
            input=body,
            capture_output=True,
            timeout=seconds + 5,
            env={"PYTHONPATH": ":".join(filter(None, sys.path)), "PYTHONHASHSEED": "0"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotExtracted(Reason.TOO_LONG, f"reading it takes more than {seconds} s") from None
    if done.returncode < 0:
        raise NotExtracted(Reason.TOO_LONG, f"reading it was stopped after {seconds} s of work or {memory} bytes")
    if done.returncode:
        raise RuntimeError(f"The reader of {form} files does not start: {done.stderr.decode(errors='replace')[-1000:]}")
    outcome = OUTCOME.validate_json(done.stdout)
    if isinstance(outcome, Refusal):
        raise NotExtracted(outcome.reason, outcome.detail)
    return outcome
