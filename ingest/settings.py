"""The settings of fetching. Read once, at the edge; frozen."""

from pathlib import Path

from pydantic import Field

from corpus.settings import IndexSettings
from ingest.sources import SOURCES_FILE


class IngestSettings(IndexSettings):
    """What `python -m ingest` needs beside where the index is and what makes it."""

    sources: Path = Field(default=SOURCES_FILE, description="The pages to fetch and the rules of the links to follow")
    crawl_contact: str = Field(
        default="palvelu@hankintakeino.fi",
        min_length=5,
        pattern=r"^[\x21-\x7e]+$",
        description="Address (e-mail or web) that sites see in the User-Agent, so that they can reach whoever fetches",
    )
    crawl_pace_s: float = Field(default=1.0, ge=0, le=60, description="Seconds between two requests to one host")
    crawl_hosts: int = Field(default=6, ge=1, le=32, description="Hosts that are asked at the same time")
    crawl_response_mb: int = Field(default=25, ge=1, le=1000, description="The most that one response may bring")
    crawl_run_mb: int = Field(default=1000, ge=1, le=100_000, description="The most that one run may fetch")
    crawl_gone_after: int = Field(
        default=3, ge=1, le=100, description="Runs in a row in which a page was not there until it leaves the answers"
    )
    crawl_loopback: bool = Field(
        default=False, description="Lets fetching reach servers on this machine, for tests; other private ones never"
    )

    @property
    def fetched_lock(self) -> Path:
        """Held by whoever writes what was fetched."""
        return self.data_dir / "fetched.lock"

    @property
    def reports(self) -> Path:
        """The folder of the reports."""
        return self.data_dir / "reports"
