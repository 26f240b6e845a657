"""The process in which a PDF or docx file is read: body in, outcome out, within limits of time and memory."""

import contextlib
import logging
import os
import resource
import sys
import traceback
from datetime import date
from pathlib import Path

from ingest.extract.bounded import OUT_OF_MEMORY, OUTCOME, Refusal
from ingest.types import Extracted, NotExtracted, Reason


def main() -> None:
    """Read standard input as the first argument says; see `bounded.read_bounded` for the others."""
    form, url, seconds, memory, today = sys.argv[1:6]
    _limit(int(seconds), int(memory))
    logging.disable(logging.CRITICAL)  # the readers tell of each oddity of a file
    try:
        outcome = _read(form, sys.stdin.buffer.read(), url, date.fromisoformat(today))
        sys.stdout.buffer.write(OUTCOME.dump_json(outcome))
    except MemoryError:  # there may be too little left to say so
        os._exit(OUT_OF_MEMORY)


def _limit(seconds: int, memory: int) -> None:
    # a lower limit that is in force already stays: raising one is not allowed
    for which, limit in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError):
            resource.setrlimit(which, (limit, limit))


def _read(form: str, body: bytes, url: str, today: date) -> Extracted | Refusal:
    if form == "pdf":
        from ingest.extract.pdf import read_pdf as read
    else:
        from ingest.extract.docx import read_docx as read
    try:
        return read(body, url, today)
    except NotExtracted as refused:
        return Refusal(refused.reason, refused.detail)
    except MemoryError:
        raise
    except RecursionError:
        return Refusal(Reason.BROKEN, "its parts are nested deeper than can be read")
    except Exception as error:  # the readers raise whatever comes; each means that the file cannot be read
        if _from_memory(error):
            raise MemoryError from error
        return Refusal(Reason.BROKEN, f"it cannot be read: {type(error).__name__} {_where(error)}: {str(error)[:200]}")


def _from_memory(error: BaseException | None) -> bool:
    """Whether an error stands for a lack of memory: the readers wrap what they meet."""
    while error is not None and not isinstance(error, MemoryError):
        error = error.__cause__ or error.__context__
    return error is not None


def _where(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"at {Path(frame.filename).name}:{frame.lineno}"
