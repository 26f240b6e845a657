"""What a visit means for the next one."""

from datetime import UTC, datetime

from corpus.types import Kind
from ingest.page_state import PageState
from ingest.types import Claim, Extracted, Fetched, Validators
from ingest.visit import Visit, learn

NOW = datetime(2026, 11, 24, tzinfo=UTC)
URL = "https://deals.fi/sites"


def validators_after(final_url: str) -> Validators:
    page = PageState(URL, 0, claim=Claim("general", Kind.PAGE, official=False))
    fetched = Fetched(URL, final_url, 200, {"etag": '"1"', "last-modified": "Tue, 24 Nov 2026 01:00:00 GMT"}, b"x", NOW)
    said = Extracted("Työmaat", "Sopimus koskee työmaita.\n", "fi")
    return learn(Visit(page, said, None, NOW, fetched), "Työmaat", 3).page.validators


def test_a_page_is_asked_again_by_what_it_gave() -> None:
    assert validators_after(URL) == Validators('"1"', "Tue, 24 Nov 2026 01:00:00 GMT")


def test_a_page_that_another_answered_for_is_asked_again_without_conditions() -> None:
    """A redirect may lead elsewhere next time, where the same validators could mean another text."""
    assert validators_after("https://deals.fi/moved") == Validators()
