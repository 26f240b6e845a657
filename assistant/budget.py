"""How many tokens a chat model may use in a day. The count is a file, so that a restart does not begin it anew."""

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from filelock import FileLock, Timeout

_WAIT_S = 2

log = logging.getLogger(__name__)


def helsinki_today() -> date:
    """The day in Finland, whatever the machine's own time zone."""
    return datetime.now(ZoneInfo("Europe/Helsinki")).date()


@dataclass(frozen=True, slots=True)
class Spent:
    """The tokens that were used on a day."""

    day: str
    tokens: int


class TokenBudget:
    """Counts tokens over all processes that share the file; `daily` 0 means that there is no limit.

    A file that cannot be read counts as nothing spent; where it cannot be written, this process counts for itself, and
    the log says so.
    """

    def __init__(self, path: Path, daily: int, today: Callable[[], date] = helsinki_today) -> None:
        self._path = path
        self._daily = daily
        self._today = today
        self._own = Spent("", 0)
        self._lock = threading.Lock()

    def reserve(self, tokens: int) -> bool:
        """Count tokens before they are used; False, and nothing counted, where that many are not left today."""
        return self._add(tokens, within=self._daily or None)

    def settle(self, reserved: int, used: int) -> None:
        """Put what was used in place of what had been reserved."""
        self._add(used - reserved, within=None)

    def spent(self) -> int:
        """The tokens counted today."""
        return self._today_s(self._read()).tokens

    def _add(self, tokens: int, within: int | None) -> bool:
        with self._lock:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with FileLock(f"{self._path}.lock", timeout=_WAIT_S):
                    return self._count(tokens, within)
            except (OSError, Timeout) as error:
                log.error("The tokens that the chat model uses are counted in this process only: %s", error)
                return self._count_here(self._today_s(self._own), tokens, within)

    def _count(self, tokens: int, within: int | None) -> bool:
        before = self._today_s(self._read())
        if not self._count_here(before, tokens, within):
            return False
        unfinished = self._path.with_suffix(".part")
        unfinished.write_text(json.dumps(asdict(self._own)), encoding="utf-8")
        unfinished.replace(self._path)
        return True

    def _count_here(self, before: Spent, tokens: int, within: int | None) -> bool:
        after = max(0, before.tokens + tokens)
        if within is not None and after > within:
            return False
        self._own = Spent(before.day, after)
        return True

    def _today_s(self, spent: Spent) -> Spent:
        today = self._today().isoformat()
        return spent if spent.day == today else Spent(today, 0)

    def _read(self) -> Spent:
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            return Spent(str(stored["day"]), int(stored["tokens"]))
        except FileNotFoundError:
            return Spent("", 0)
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("The file %s cannot be read; counting begins anew: %s", self._path, error)
            return self._own
