"""What a fetch gives, against a real server that plays the hard cases."""

import gzip
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.fetch import Fetcher, Limits
from ingest.types import Fetched, NotFetched, NotModified, Reason, Validators
from tests.ingest.fetch.conftest import AGENT, HOSTS, fetcher, on_loopback, reason, refusal
from tests.ingest.fetch.test_pace import Clock
from tests.ingest.sites import Raw, Reply, Site, html, in_turn, redirect, serving, with_etag

Url = Callable[[str], str]
HEAD = b"HTTP/1.1 200 OK\r\n"


def test_a_page_comes_as_it_is(site: Site, url: Url) -> None:
    site.pages["/sopimus?kieli=fi"] = Reply("Työmaat".encode("latin-1"), headers={"X-Thing": "a", "ETag": '"1"'})
    before = datetime.now(UTC)
    page = fetcher().fetch(url("/sopimus?kieli=fi#luku-2"))
    assert isinstance(page, Fetched)
    assert (page.status, page.body, page.headers["x-thing"]) == (200, "Työmaat".encode("latin-1"), "a")
    assert (page.url, page.final_url) == (url("/sopimus?kieli=fi#luku-2"), url("/sopimus?kieli=fi"))
    assert page.validators == Validators(etag='"1"')
    assert before <= page.at <= datetime.now(UTC)


def test_a_request_says_who_asks_and_is_no_one_s_session(site: Site, url: Url) -> None:
    site.pages["/"] = Reply("x", headers={"Set-Cookie": "session=1; Path=/"})
    with fetcher() as ours:
        ours.fetch(url("/"))
        ours.fetch(url("/"))
    for request in site.asked("/"):
        assert request.headers["user-agent"] == AGENT
        assert request.headers["host"] == f"keino.test:{site.port}"
        assert request.headers["connection"] == "close"
        assert "cookie" not in request.headers
        assert "if-none-match" not in request.headers


def test_the_environment_s_proxy_is_not_used(site: Site, url: Url, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY"]:
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/"] = html("x")
    assert isinstance(fetcher().fetch(url("/")), Fetched)


# What is unchanged


def test_an_unchanged_page_is_not_sent_again(site: Site, url: Url) -> None:
    site.pages["/"] = with_etag(html("x"), '"1"')
    first = fetcher().fetch(url("/"))
    assert isinstance(first, Fetched)
    assert isinstance(fetcher().fetch(url("/"), first.validators), NotModified)


def test_both_validators_are_sent_as_they_were_given(site: Site, url: Url) -> None:
    site.pages["/"] = Reply(status=304)
    date = "Tue, 24 Nov 2026 12:00:00 GMT"
    assert isinstance(fetcher().fetch(url("/"), Validators('W/"a"', date)), NotModified)
    [request] = site.asked("/")
    assert request.headers["if-none-match"] == 'W/"a"'
    assert request.headers["if-modified-since"] == date


def test_a_validator_that_can_be_no_header_is_not_sent(site: Site, url: Url) -> None:
    site.pages["/"] = html("x")
    assert isinstance(fetcher().fetch(url("/"), Validators('"1"\r\nX-Evil: 1', "ä")), Fetched)
    assert "x-evil" not in site.asked("/")[0].headers


def test_not_modified_without_being_asked_is_no_page(site: Site) -> None:
    site.pages["/"] = Reply(status=304)
    assert reason(site) is Reason.BAD_STATUS


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_to_an_allowed_host(site: Site, url: Url, status: int) -> None:
    site.pages["/vanha"] = redirect(site.url("/uusi#kohta", "sitoumus.test"), status)
    site.pages["/uusi"] = html("x")
    page = fetcher().fetch(url("/vanha"))
    assert isinstance(page, Fetched)
    assert (page.url, page.final_url) == (url("/vanha"), site.url("/uusi", "sitoumus.test"))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("http://evil.test/", Reason.HOST_NOT_ALLOWED),
        ("//evil.test/", Reason.HOST_NOT_ALLOWED),
        ("http://169.254.169.254/latest/meta-data/", Reason.HOST_NOT_ALLOWED),
        ("http://user:password@keino.test/", Reason.HOST_NOT_ALLOWED),
        ("file:///etc/passwd", Reason.NO_SUCH_SCHEME),
        ("gopher://keino.test/", Reason.NO_SUCH_SCHEME),
        ("http://keino.test:x/", Reason.BAD_STATUS),
        ("http:////[", Reason.BAD_STATUS),
        ("", Reason.BAD_STATUS),
    ],
)
def test_a_redirect_elsewhere_is_not_followed(site: Site, target: str, expected: Reason) -> None:
    site.pages["/"] = redirect(target)
    outcome = refusal(site)
    assert outcome.reason is expected
    assert "redirect" in outcome.detail or not target


def test_a_redirect_to_a_name_that_leads_inside_is_not_followed(site: Site, url: Url) -> None:
    site.pages["/"] = redirect("http://sitoumus.test/")

    def resolve(host: str, port: int) -> list[str]:
        return ["10.0.0.1"] if host == "sitoumus.test" else on_loopback(host, port)

    outcome = fetcher(resolve=resolve).fetch(url("/"))
    assert isinstance(outcome, NotFetched)
    assert outcome.reason is Reason.PRIVATE_ADDRESS
    assert "10.0.0.1" in outcome.detail


def test_a_circle_of_redirects_ends_when_it_closes(site: Site) -> None:
    site.pages |= {"/a": redirect("/b"), "/b": redirect("/a")}
    assert reason(site, "/a", redirects=20) is Reason.TOO_MANY_REDIRECTS
    assert len(site.asked("/a")) == 1


def test_an_endless_chain_of_redirects_ends_at_the_limit(site: Site) -> None:
    site.pages |= {f"/{number}": redirect(f"/{number + 1}") for number in range(30)}
    assert reason(site, "/0", redirects=3) is Reason.TOO_MANY_REDIRECTS
    assert [request.path for request in site.requests] == ["/robots.txt", "/0", "/1", "/2", "/3"]


# Trying again


def test_what_passes_is_tried_again(site: Site, url: Url) -> None:
    site.pages["/"] = in_turn(Reply(status=503), Raw([HEAD], reset=True), html("x"))
    assert isinstance(fetcher().fetch(url("/")), Fetched)


@pytest.mark.parametrize(
    ("status", "expected", "asked"),
    [
        (500, Reason.SERVER_ERROR, 3),
        (429, Reason.BUSY, 3),
        (404, Reason.GONE, 1),
        (410, Reason.GONE, 1),
        (403, Reason.REFUSED, 1),
        (418, Reason.BAD_STATUS, 1),
    ],
)
def test_trying_ends_and_tells_the_status(site: Site, status: int, expected: Reason, asked: int) -> None:
    site.pages["/"] = Reply("x", status)
    outcome = refusal(site)
    assert (outcome.reason, outcome.status) == (expected, status)
    assert str(status) in outcome.detail
    assert len(site.asked("/")) == asked


@pytest.mark.parametrize("as_date", [False, True])
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(site: Site, url: Url, status: int, as_date: bool) -> None:
    wanted = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True) if as_date else "60"
    site.pages["/"] = in_turn(Reply(status=status, headers={"Retry-After": wanted}), html("x"))
    clock = Clock()
    assert isinstance(fetcher(clock=clock, sleep=clock.sleep).fetch(url("/")), Fetched)
    assert 50 < clock.now - 1000 <= 60


def test_a_host_that_wants_to_be_left_alone_for_long_is_not_asked_for_other_pages_either(site: Site, url: Url) -> None:
    site.pages["/a"] = Reply(status=429, headers={"Retry-After": "3600"})
    site.pages["/b"] = html("x")
    ours = fetcher()
    outcomes = [ours.fetch(url("/a")), ours.fetch(url("/b"))]
    assert all(isinstance(outcome, NotFetched) and outcome.reason is Reason.BUSY for outcome in outcomes)
    assert [outcome.status for outcome in outcomes if isinstance(outcome, NotFetched)] == [429, None]
    assert len(site.asked("/a")) == 1
    assert not site.asked("/b")


# Limits of time and size


def test_a_body_that_drips_ends_at_the_total_limit(site: Site) -> None:
    site.pages["/"] = Raw([HEAD + b"Content-Length: 1000\r\n\r\n", *[b"x"] * 1000], pause=0.02)
    outcome = refusal(site, total_seconds=0.3, tries=1)
    assert (outcome.reason, outcome.detail) == (Reason.TIMED_OUT, "not whole after 0.3 seconds")


def test_headers_that_drip_end_at_the_total_limit(site: Site) -> None:
    site.pages["/"] = Raw([HEAD, *[b"X: y\r\n"] * 1000], pause=0.02)
    assert "not whole after 0.3 seconds" in refusal(site, total_seconds=0.3, tries=1).detail


def test_a_server_that_says_nothing_is_given_up(site: Site) -> None:
    site.pages["/"] = Reply("x", after=1.0)
    outcome = refusal(site, read_seconds=0.1, tries=1)
    assert (outcome.reason, outcome.detail) == (Reason.TIMED_OUT, "nothing came for 0.1 seconds")


def test_a_wait_ends_at_the_total_limit_though_more_is_allowed_for_silence(site: Site) -> None:
    site.pages["/"] = Raw([b"", HEAD + b"Content-Length: 1\r\n\r\nx"], pause=0.5)
    assert "not whole after 0.1 seconds" in refusal(site, total_seconds=0.1, read_seconds=5, tries=1).detail


@pytest.mark.parametrize(
    "page",
    [
        Reply(bytes(20_000)),
        Raw([HEAD + b"\r\n", *[bytes(1000)] * 20]),
        Raw([HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[b"3e8\r\n" + bytes(1000) + b"\r\n"] * 20, b"0\r\n\r\n"]),
        Reply(gzip.compress(bytes(10_000_000)), headers={"Content-Encoding": "gzip"}),
        Reply(gzip.compress(gzip.compress(bytes(10_000_000))), headers={"Content-Encoding": "gzip, gzip"}),
        Reply("x", headers={"Content-Encoding": "gzip, " * 50 + "gzip"}),
        Raw([b"HTTP/1.1 100 Continue\r\n\r\n"] * 1000),
    ],
    ids=["told", "untold", "chunked", "bomb", "nested-bomb", "many-packings", "endless-head"],
)
def test_what_is_too_large_is_stopped(site: Site, page: Reply | Raw) -> None:
    site.pages["/"] = page
    assert reason(site, response_bytes=10_000) is Reason.TOO_LARGE
    assert len(site.asked("/")) == 1


def test_a_length_that_is_told_too_large_is_believed_before_the_body_comes(site: Site) -> None:
    site.pages["/"] = Raw([HEAD + b"Content-Length: 99999999999999999999\r\n\r\n", b"x"], pause=2)
    assert reason(site, read_seconds=1) is Reason.TOO_LARGE


def test_headers_without_end_are_stopped(site: Site) -> None:
    site.pages["/"] = Raw([HEAD, *[b"X-Long: " + b"x" * 50_000 + b"\r\n"] * 20])
    assert reason(site) is Reason.TOO_LARGE


def test_a_run_ends_at_its_own_limit_and_asks_nothing_more(site: Site, url: Url) -> None:
    site.pages["/"] = Reply(bytes(3000))
    ours = fetcher(limits={"run_bytes": 10_000})
    outcomes = [ours.fetch(url("/")) for _ in range(6)]
    assert [isinstance(outcome, Fetched) for outcome in outcomes] == [True] * 3 + [False] * 3
    assert all(o.reason is Reason.RUN_TOO_LARGE for o in outcomes if isinstance(o, NotFetched))
    assert len(site.asked("/")) == 4


# Answers that break the protocol


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (Raw([HEAD + b"Content-Length: 1000\r\n\r\nshort"]), Reason.NOT_HTTP),
        (Raw([HEAD + b"Content-Length: -1\r\n\r\n"]), Reason.NOT_HTTP),
        (Raw([HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"]), Reason.NOT_HTTP),
        (Raw([HEAD + b"Transfer-Encoding: chunked\r\n\r\nzzz\r\n"]), Reason.NOT_HTTP),
        (Raw([HEAD + b"Transfer-Encoding: chunked\r\n\r\n3e8\r\nshort"]), Reason.NOT_HTTP),
        (Raw([b"SSH-2.0-OpenSSH\r\n"]), Reason.NOT_HTTP),
        (Raw([b""]), Reason.NOT_HTTP),
        (Reply("not packed", headers={"Content-Encoding": "gzip"}), Reason.NOT_HTTP),
        (Reply("x", headers={"Content-Encoding": "br"}), Reason.NOT_HTTP),
        (Raw([HEAD + b"Content-Length: 1000\r\n\r\nsho"], reset=True), Reason.UNREACHABLE),
    ],
    ids=["short", "negative", "two", "chunk", "cut", "ssh", "nothing", "unpacked", "br", "reset"],
)
def test_a_broken_answer_has_its_reason(site: Site, page: Reply | Raw, expected: Reason) -> None:
    site.pages["/"] = page
    assert reason(site) is expected


def test_a_length_that_is_told_too_small_gives_what_was_told(site: Site, url: Url) -> None:
    site.pages["/"] = Raw([HEAD + b"Content-Length: 3\r\n\r\nlonger"])
    page = fetcher().fetch(url("/"))
    assert isinstance(page, Fetched)
    assert page.body == b"lon"


def test_an_answer_without_a_body_is_an_empty_page(site: Site, url: Url) -> None:
    site.pages |= {"/none": Reply(status=204), "/empty": Reply("")}
    for path in ["/none", "/empty"]:
        page = fetcher().fetch(url(path))
        assert isinstance(page, Fetched)
        assert page.body == b""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answer=st.binary(max_size=300) | st.binary(max_size=300).map(lambda tail: HEAD + tail))
def test_whatever_a_server_sends_is_an_outcome(site: Site, url: Url, answer: bytes) -> None:
    site.pages["/"] = Raw([answer])
    assert isinstance(fetcher(limits={"tries": 1}).fetch(url("/")), Fetched | NotFetched)


# Which host


def test_an_unknown_host_is_told(site: Site) -> None:
    def resolve(*_: object) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    outcome = fetcher(resolve=resolve).fetch(site.url("/", "keino.test"))
    assert isinstance(outcome, NotFetched)
    assert (outcome.reason, "keino.test" in outcome.detail) == (Reason.HOST_UNKNOWN, True)


def test_a_port_where_nothing_answers_is_told() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        outcome = fetcher().fetch(f"http://keino.test:{closed.getsockname()[1]}/")
    assert isinstance(outcome, NotFetched)
    assert outcome.reason is Reason.UNREACHABLE


def test_the_next_address_is_tried_where_the_first_does_not_answer(site: Site, url: Url) -> None:
    site.pages["/"] = html("x")
    assert isinstance(fetcher(resolve=lambda *_: ["127.0.0.2", "::1", "127.0.0.1"]).fetch(url("/")), Fetched)


def test_loopback_is_closed_unless_it_is_opened(site: Site) -> None:
    ours = Fetcher(Limits(), AGENT, frozenset(["127.0.0.1", "localhost"]))
    for host, expected in [("127.0.0.1", Reason.PRIVATE_ADDRESS), ("localhost", Reason.PRIVATE_ADDRESS)]:
        outcome = ours.fetch(f"http://{host}/")
        assert isinstance(outcome, NotFetched)
        assert outcome.reason is expected
    outcome = ours.fetch(site.url("/"))
    assert isinstance(outcome, NotFetched)
    assert outcome.reason is Reason.HOST_NOT_ALLOWED  # for its port
    assert not site.requests


def test_a_host_that_turns_to_loopback_at_the_second_look_up_is_not_followed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Port 80 of a public address is led to the site, as a network would lead it; all else goes where it says."""
    public, looked_up, connected = "93.184.215.14", [], []
    really = socket.create_connection

    def network(address: tuple[str, int], *rest: Any, **named: Any) -> socket.socket:
        connected.append(address)
        return really(("127.0.0.1", site.port) if address == (public, 80) else address, *rest, **named)

    def turning(host: str, _port: int) -> list[str]:
        looked_up.append(host)
        return [public] if len(looked_up) <= 2 else ["127.0.0.1"]

    monkeypatch.setattr(socket, "create_connection", network)
    site.pages["/"] = html("x")
    ours = fetcher(loopback=False, resolve=turning)
    assert isinstance(ours.fetch("http://keino.test/"), Fetched)  # one look-up for robots.txt, one for the page
    assert len(looked_up) == len(connected) == 2
    outcome = ours.fetch("http://keino.test/")
    assert isinstance(outcome, NotFetched)
    assert outcome.reason is Reason.PRIVATE_ADDRESS
    assert connected == [(public, 80)] * 2


@pytest.mark.parametrize("agent", ["", "1.0", "(someone)", "name/1.0\r\nX: y", "nimi/1.0 ä"])
def test_an_agent_that_robots_txt_could_not_name_is_refused(agent: str) -> None:
    with pytest.raises(ValueError, match="user agent"):
        Fetcher(Limits(), agent, HOSTS)


def test_threads_share_a_fetcher(site: Site) -> None:
    with serving() as other:
        for each in [site, other]:
            each.pages |= {f"/{number}": html(str(number)) for number in range(20)}
        addresses = [each.url(f"/{number}", "keino.test") for number in range(20) for each in [site, other]]
        ours = fetcher()
        with ThreadPoolExecutor(8) as threads:
            pages = list(threads.map(ours.fetch, addresses))
        assert [page.url for page in pages if isinstance(page, Fetched)] == addresses
        assert len(site.asked("/robots.txt")) == len(other.asked("/robots.txt")) == 1
