"""A site's robots.txt, as the fetcher keeps it."""

import pytest

from ingest.types import Fetched, NotFetched, Reason
from tests.ingest.fetch.conftest import fetcher, refusal
from tests.ingest.fetch.test_pace import Clock
from tests.ingest.sites import Raw, Reply, Site, html, in_turn, redirect


@pytest.fixture(autouse=True)
def _page(site: Site) -> None:
    site.pages |= {"/": html("x"), "/haku": html("x"), "/muu": redirect("/haku")}


def test_what_is_not_allowed_is_not_asked_also_not_by_way_of_a_redirect(site: Site) -> None:
    site.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /haku")
    for path in ["/haku", "/muu"]:
        assert refusal(site, path).reason is Reason.ROBOTS
    assert len(refusal(site, "/haku" + "a" * 5000).detail) <= 500
    assert not site.asked("/haku")
    assert isinstance(fetcher().fetch(site.url("/", "keino.test")), Fetched)


def test_it_is_read_once_a_run_for_each_origin(site: Site) -> None:
    ours = fetcher()
    for host in ["keino.test", "keino.test", "sitoumus.test", "sitoumus.test"]:
        ours.fetch(site.url("/", host))
    assert [request.headers["host"] for request in site.asked("/robots.txt")] == [
        f"keino.test:{site.port}",
        f"sitoumus.test:{site.port}",
    ]


def test_its_crawl_delay_is_kept(site: Site) -> None:
    site.pages["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 7")
    clock = Clock()
    ours = fetcher(clock=clock, sleep=clock.sleep)
    for _ in range(2):
        assert isinstance(ours.fetch(site.url("/", "keino.test")), Fetched)
    assert clock.now - 1000 == 14


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_without_one_anything_may_be_asked(site: Site, status: int) -> None:
    site.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /", status)
    assert isinstance(fetcher().fetch(site.url("/", "keino.test")), Fetched)


@pytest.mark.parametrize(
    ("robots", "expected"),
    [
        (Reply(status=500), Reason.ROBOTS),
        (Reply(status=503), Reason.ROBOTS),
        (Reply(status=429), Reason.BUSY),
        (Raw([b"HTTP/1.1 200 OK\r\n"], reset=True), Reason.UNREACHABLE),
        (Raw([b"no HTTP"]), Reason.ROBOTS),
        (redirect("/robots.txt"), Reason.ROBOTS),
        (redirect("http://evil.test/robots.txt"), Reason.ROBOTS),
        (Reply("x", 304), Reason.ROBOTS),
    ],
    ids=["500", "503", "429", "reset", "broken", "circle", "elsewhere", "304"],
)
def test_where_it_cannot_be_had_nothing_is_asked(site: Site, robots: Reply | Raw, expected: Reason) -> None:
    site.pages["/robots.txt"] = robots
    outcome = refusal(site)
    assert outcome.reason is expected
    assert "robots.txt" in outcome.detail
    assert not site.asked("/")


def test_a_dead_host_is_asked_no_more_for_its_other_pages(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(status=503)
    ours = fetcher()
    outcomes = [ours.fetch(site.url(f"/{number}", "keino.test")) for number in range(5)]
    assert all(isinstance(outcome, NotFetched) for outcome in outcomes)
    assert len(site.requests) == 3


def test_it_is_tried_again_and_found_behind_a_redirect(site: Site) -> None:
    site.pages["/robots.txt"] = in_turn(Reply(status=503), redirect(site.url("/rules.txt", "sitoumus.test")))
    site.pages["/rules.txt"] = Reply("User-agent: green-deal-assistant\nDisallow: /")
    assert refusal(site).reason is Reason.ROBOTS


def test_of_a_huge_one_the_beginning_is_kept_and_the_rest_not_read(site: Site) -> None:
    start, rule = b"User-agent: *\nDisallow: /haku\n", b"Disallow: /x\n"
    site.pages["/robots.txt"] = Raw([b"HTTP/1.1 200 OK\r\n\r\n" + start, *[rule * 5000] * 2000], pause=0.0)
    ours = fetcher(limits={"run_bytes": 2_000_000})
    outcomes = [ours.fetch(site.url(path, "keino.test")) for path in ["/haku", "/"]]
    assert isinstance(outcomes[0], NotFetched)
    assert outcomes[0].reason is Reason.ROBOTS
    assert isinstance(outcomes[1], Fetched)
