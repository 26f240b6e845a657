"""What a robots.txt allows."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch.robots import parse

URL = "https://keino.fi/haku/sivu"


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("<html>Not found</html>", True),
        ("User-agent: *\nDisallow: /haku", False),
        ("User-agent: *\nDisallow: /haku\nAllow: /haku/sivu", True),
        ("User-agent: *\nDisallow: /*sivu$", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: green-deal-assistant\nAllow: /", True),
        ("User-agent: Green-Deal-Assistant/2.0 # us\nDisallow: /", False),
        ("user-agent : other\nUser-agent: green-deal-assistant\nUser-agent: third\nDisallow: /", False),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: green-deal\nDisallow: /", True),
        ("User-agent: *\nAllow: /\nUser-agent: other\nDisallow: /", True),
        ("\ufeffUser-agent: *\nDisallow: /", False),
    ],
)
def test_the_rules_for_our_name_or_for_all_decide(text: str, allowed: bool) -> None:
    assert parse(text.encode(), "green-deal-assistant").allows(URL) is allowed


@pytest.mark.parametrize(
    ("delay", "seconds"), [("3", 3.0), ("0.5", 0.5), ("-1", 0.0), ("nan", 0.0), ("inf", 0.0), ("soon", 0.0)]
)
def test_a_crawl_delay_is_read_where_it_makes_sense(delay: str, seconds: float) -> None:
    assert parse(f"User-agent: *\nCrawl-delay: {delay}".encode(), "us").delay == seconds


def test_many_names_over_many_rules_take_little_memory() -> None:
    names = "".join(f"User-agent: a{number}\n" for number in range(2000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(2000))
    tracemalloc.start()
    assert not parse((names + "User-agent: us\n" + rules).encode(), "us").allows("https://keino.fi/7")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000


@given(st.binary() | st.text().map(str.encode))
def test_no_file_breaks_it(body: bytes) -> None:
    robots = parse(body, "us")
    robots.allows(URL)
    assert robots.delay >= 0
