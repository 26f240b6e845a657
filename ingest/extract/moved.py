"""Addresses whose page is gone and that lead to a front page: its text is not theirs."""

import re
from urllib.parse import urlsplit

from ingest.types import Fetched, NotExtracted, Reason

_FRONT = re.compile(
    r"/*(?:(?:fi|sv|en)(?:[-_][a-z]{2})?/*)?(?:(?:index|default|etusivu|home)(?:\.[a-z]{2,5})?/*)?", re.I
)


def refuse_if_led_home(fetched: Fetched) -> None:
    """Raise NotExtracted where redirects led from another page to a site's front page, as for pages that are gone."""
    if _is_front(fetched.final_url) and not _is_front(fetched.url):
        raise NotExtracted(Reason.SOFT_404, f"it leads to the front page {fetched.final_url}")


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and _FRONT.fullmatch(parts.path) is not None
