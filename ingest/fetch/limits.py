"""How much fetching may take of others and of us. Why each number: docs/ingestion/fetching.md."""

from dataclasses import dataclass, fields

_KIB = 1024
_MIB = 1024 * _KIB
_AT_LEAST_ONE = frozenset(["tries", "per_host"])


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and counts; a response over one of them is given up with that as its reason.

    Raises ValueError for a limit that nothing could keep.
    """

    pace: float = 1.0
    """Seconds from the start of a request to that of the next one to the same host; robots.txt may ask for more."""
    per_host: int = 2
    """Requests to one host at the same time."""
    connect_seconds: float = 10.0
    """Seconds for connecting, and as many for agreeing on TLS."""
    read_seconds: float = 20.0
    """Seconds in which nothing arrives."""
    total_seconds: float = 120.0
    """Seconds from looking the name up to the last byte of a response."""
    response_bytes: int = 25 * _MIB
    """Bytes of a response: those received, headers included, and those of the body once unpacked."""
    run_bytes: int = 2048 * _MIB
    """Bytes received by a fetcher in its life, whatever for."""
    redirects: int = 5
    """Redirects followed from one address."""
    tries: int = 3
    """Requests for one address when it is busy, has an error or does not answer."""
    backoff: float = 2.0
    """Seconds before the second try, twice as many before the third, and so on; half to all of it, by chance."""
    longest_wait: float = 120.0
    """Seconds: the most that is waited for a `Retry-After`, and the most of a crawl-delay that is kept."""
    robots_bytes: int = 500 * _KIB
    """Bytes of robots.txt that are read; RFC 9309 asks for 500 KiB at least. What comes after them is not looked at."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value, least = getattr(self, field.name), int(field.name in _AT_LEAST_ONE)
            if not value >= least:
                raise ValueError(f"The limit {field.name} is {value}; it must be at least {least}.")
