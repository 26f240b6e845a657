"""Fetching: an address -> its response as it came, or why there is none; politely, and never into a private network."""

from ingest.fetch.fetcher import Fetcher
from ingest.fetch.limits import Limits

__all__ = ["Fetcher", "Limits"]
