"""An address whose page is gone often leads to the front page, whose text must not pass for its own."""

from datetime import UTC, datetime

import pytest

from ingest.extract import extract, listing
from ingest.types import Fetched, NotExtracted, Reason
from tests.ingest.small_site import page

SITE = "https://www.example.org"
BODY = page("Etusivu", "Tervetuloa kaupungin sivustolle, jossa kerrotaan monenlaisista asioista kaikille.").encode()


def came(url: str, final: str) -> Fetched:
    return Fetched(f"{SITE}{url}", f"{SITE}{final}", 200, {"content-type": "text/html"}, BODY, datetime.now(UTC))


@pytest.mark.parametrize("front", ["", "/", "/fi", "/sv/", "/en_US", "/fi/etusivu", "/index.html"])
def test_a_page_that_leads_to_the_front_page_is_gone(front: str) -> None:
    for read in (extract, listing):
        with pytest.raises(NotExtracted) as fault:
            read(came("/fi/uutiset/2021/sopimus", front))
        assert fault.value.reason is Reason.SOFT_404
        assert f"{SITE}{front}" in fault.value.detail


@pytest.mark.parametrize(
    ("url", "final"),
    [
        ("/", "/fi"),
        ("/fi", "/fi/"),
        ("/vanha", "/fi/uusi"),
        ("/index.php?id=4", "/index.php?id=5"),
        ("/sivu", "/sivu/"),
    ],
)
def test_a_front_page_itself_and_a_page_that_moved_are_read(url: str, final: str) -> None:
    assert extract(came(url, final)).title == "Etusivu"
