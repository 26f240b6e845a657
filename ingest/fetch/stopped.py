"""Why fetching stopped, on its way from where it was seen to the `NotFetched` that tells it."""

from ingest.types import Reason

PASSING = frozenset([Reason.UNREACHABLE, Reason.TIMED_OUT, Reason.NOT_HTTP, Reason.BUSY, Reason.SERVER_ERROR])
"""May be otherwise in a moment, and is tried again."""

_LONGEST_DETAIL = 500  # characters; an address in it may be of any length


class Stopped(Exception):
    """No usable response. `detail` is for a person, in English; `retry_after` is the seconds the server asked for."""

    def __init__(
        self, reason: Reason, detail: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail[:_LONGEST_DETAIL]
        self.status = status
        self.retry_after = retry_after

    def told(self, prefix: str) -> "Stopped":
        """The same, with words before its detail."""
        return Stopped(self.reason, f"{prefix}{self.detail}", status=self.status, retry_after=self.retry_after)
