"""What one address gives: now, or as it stood on a day; nothing is written."""

from datetime import UTC, datetime, timedelta

import pytest

from corpus.types import Kind
from ingest.bodies import ArchiveError
from ingest.check import Checked, check
from ingest.types import Claim, NotExtracted, NotFetched, Reason
from tests.ingest.nights import SITES, Nights, nights_of_a_site

__all__ = ["nights_of_a_site"]


def looked(nights: Nights, path: str, at: datetime | None = None) -> Checked:
    found = check(nights.settings, nights.site.url(path), at=at)
    assert isinstance(found, Checked)
    return found


def test_a_source_is_shown_as_the_passages_that_would_be_quoted_and_nothing_is_written(nights: Nights) -> None:
    found = looked(nights, "/sites")
    assert found.claim == Claim("emission-free-sites", Kind.PAGE, official=True)
    assert "Vuoden 2025 loppuun mennessä työmaat ovat fossiilittomia." in found.passages[0].text
    assert not nights.settings.data_dir.exists()


def test_what_a_page_said_before_it_changed_is_shown_by_its_day(nights: Nights) -> None:
    nights.run()
    between = datetime.now(UTC)
    nights.site.pages["/sites"] = SITES.replace("2025", "2030")
    nights.run()
    assert "2030" in looked(nights, "/sites").said.text
    assert "2025" in looked(nights, "/sites", between).said.text
    assert "2030" in looked(nights, "/sites", datetime.now(UTC)).said.text
    with pytest.raises(ArchiveError, match=r"Nothing of .*/sites was kept by"):
        check(nights.settings, nights.site.url("/sites"), at=between - timedelta(days=2))


def test_what_a_followed_page_is_comes_from_the_run_that_followed_it(nights: Nights) -> None:
    rules = "[[rule]]\non = 'sites'\nlink = 'esite'\nkind = 'concept'\ndepth = 1\n"
    nights.site.pages["/sites"] = SITES.replace("/sopimus.html.pdf", "/esite")
    nights.site.pages["/esite"] = SITES.replace("2025", "2027")
    with nights.settings.sources.open("a", encoding="utf-8") as file:
        file.write(rules)
    assert nights.site.url("/esite") in looked(nights, "/sites").followed
    assert looked(nights, "/esite").claim is None
    nights.run()
    assert looked(nights, "/esite").claim == Claim("emission-free-sites", Kind.CONCEPT, official=True)


def test_what_gives_nothing_says_why(nights: Nights) -> None:
    gone = check(nights.settings, nights.site.url("/gone"))
    assert isinstance(gone, NotFetched)
    assert gone.reason is Reason.GONE
    nights.site.pages["/empty"] = "<html><body><p>Moi.</p></body></html>"
    with pytest.raises(NotExtracted) as fault:
        check(nights.settings, nights.site.url("/empty"))
    assert fault.value.reason is Reason.EMPTY


def test_an_address_on_a_host_of_no_source_can_be_looked_at(nights: Nights) -> None:
    found = check(nights.settings, nights.site.url("/sites").replace("127.0.0.1", "localhost"))
    assert isinstance(found, Checked)
    assert found.claim is None


def test_a_listing_is_shown_by_its_links_alone(nights: Nights) -> None:
    file = nights.settings.sources
    file.write_text(
        file.read_text(encoding="utf-8").replace("cited = false\n", "cited = false\nlisting = true\n"), "utf-8"
    )
    found = looked(nights, "/sites")
    assert found.passages == ()
    assert found.said.links
