"""Reads a file in a process of its own: a hostile file costs a bounded time and memory, and cannot take us with it."""

import signal
import subprocess
import sys
from datetime import date
from typing import Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ingest.types import Extracted, NotExtracted, Reason

SECONDS = 60
"""How long the processor may work on a file: a dense page takes 0.1 s, so this is twice what `MOST_PAGES` take."""
_PATIENCE = 3
"""How many times as long the clock may go on, since the processor has other work too."""
MEMORY = 2 * 1024**3
"""Bytes of memory that the process may ask for."""
OUT_OF_MEMORY = 77
"""The process's exit status when it had too little."""

Form = Literal["pdf", "docx"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """NotExtracted, as it is handed over."""

    reason: Reason
    detail: str


OUTCOME: TypeAdapter[Extracted | Refusal] = TypeAdapter(Extracted | Refusal)


def read_bounded(form: Form, body: bytes, url: str, *, seconds: int = SECONDS, memory: int = MEMORY) -> Extracted:
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
            timeout=_PATIENCE * seconds,
            env={"PYTHONPATH": ":".join(filter(None, sys.path))},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotExtracted(Reason.TOO_LONG, f"reading it takes more than {_PATIENCE * seconds} s") from None
    if done.returncode == OUT_OF_MEMORY:
        raise NotExtracted(Reason.TOO_LONG, f"reading it takes more than {memory // 1_000_000} MB of memory")
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise NotExtracted(Reason.TOO_LONG, f"reading it takes more than {seconds} s of work")
    if done.returncode < 0:
        raise NotExtracted(Reason.BROKEN, f"its reader broke down ({signal.Signals(-done.returncode).name})")
    if done.returncode:
        raise RuntimeError(f"The reader of {form} files does not start: {done.stderr.decode(errors='replace')[-1000:]}")
    outcome = OUTCOME.validate_json(done.stdout)
    if isinstance(outcome, Refusal):
        raise NotExtracted(outcome.reason, outcome.detail)
    return outcome
