"""What a status says: a usable response, or why there is none."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from ingest.fetch.stopped import Stopped
from ingest.types import Reason

# 202 is what walls against robots answer, 206 is a part: neither is the page.
WITH_BODY = frozenset([200, 203, 204])
REDIRECTS = frozenset([301, 302, 303, 307, 308])

_NOT_MODIFIED = 304
_REASONS = {
    401: Reason.REFUSED,
    403: Reason.REFUSED,
    404: Reason.GONE,
    410: Reason.GONE,
    429: Reason.BUSY,
    451: Reason.REFUSED,
}
_SECONDS = re.compile(r"\d{1,9}")


def judge(status: int, headers: Mapping[str, str], *, conditional: bool) -> None:
    """Raise Stopped for a status that is neither a success, nor a redirect, nor the 304 to a conditional request."""
    if status in WITH_BODY or status in REDIRECTS or (status == _NOT_MODIFIED and conditional):
        return
    reason = Reason.SERVER_ERROR if 500 <= status < 600 else _REASONS.get(status, Reason.BAD_STATUS)
    raise Stopped(
        reason,
        f"answered {described(status)}",
        status=status,
        retry_after=retry_after(headers.get("retry-after", ""), datetime.now(UTC)),
    )


def described(status: int) -> str:
    """The status with its usual words."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def retry_after(value: str, now: datetime) -> float | None:
    """The seconds that a `Retry-After` asks to wait, given as seconds or as a date; None where it says neither."""
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
