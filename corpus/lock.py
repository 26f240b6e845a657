"""One writer at a time: a lock that names who holds it, and that is free when its holder is gone, however it went."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout


class Busy(Exception):
    """Another process holds the lock; the message names it and what it does."""


@contextmanager
def held(lock: Path, doing: str) -> Iterator[None]:
    """Hold a lock while `doing` something, such as "building the index". Raises Busy.

    The system itself lets go of the lock when its holder ends, so none has ever to be taken away by hand; the file
    beside it, `….holder`, only tells of the holder.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    holder = lock.with_name(f"{lock.name}.holder")
    try:
        with FileLock(lock, timeout=0):
            now = datetime.now(UTC).isoformat(timespec="seconds")
            told = {"pid": os.getpid(), "host": socket.gethostname(), "since": now, "doing": doing}
            holder.write_text(json.dumps(told), encoding="utf-8")
            try:
                yield
            finally:
                with suppress(OSError):
                    holder.unlink()
    except Timeout as error:
        raise Busy(f"{_told(holder)} (the lock is {lock}). Wait for it to end.") from error


def _told(holder: Path) -> str:
    """Who holds the lock, as far as can be read."""
    try:
        told = json.loads(holder.read_text(encoding="utf-8"))
        return f"Process {told['pid']} on {told['host']} has been {told['doing']} since {told['since']}"
    except (OSError, ValueError, KeyError):
        return "Another process is at it"
