"""What may be asked, by how it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch.address import checked_url, normal_host
from ingest.fetch.stopped import Stopped
from ingest.types import Reason

HOSTS = frozenset(["keino.fi", "xn--zzzz---"])


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://keino.fi/fi/node/16", "https://keino.fi/fi/node/16"),
        ("HTTPS://KEINO.FI/A", "https://keino.fi/A"),
        ("http://keino.fi:80/", "http://keino.fi/"),
        ("https://keino.fi/a#page=3", "https://keino.fi/a"),
        ("https://keino.fi/ä?ö=å", "https://keino.fi/%C3%A4?%C3%B6=%C3%A5"),
        ("https://xn--zzzz---/", "https://xn--zzzz---/"),
    ],
)
def test_an_allowed_address_is_read_without_its_fragment(url: str, asked: str) -> None:
    assert str(checked_url(url, HOSTS, any_port=False)) == asked


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", Reason.NO_SUCH_SCHEME),
        ("ftp://keino.fi/", Reason.NO_SUCH_SCHEME),
        ("javascript:alert(1)", Reason.NO_SUCH_SCHEME),
        ("//keino.fi/", Reason.NO_SUCH_SCHEME),
        ("", Reason.NO_SUCH_SCHEME),
        ("http://keino.fi/\x00", Reason.NO_SUCH_SCHEME),
        ("http://keino.fi:http/", Reason.NO_SUCH_SCHEME),
        ("http://keino.fi/" + "a" * 70_000, Reason.NO_SUCH_SCHEME),
        ("http:///path", Reason.HOST_NOT_ALLOWED),
        ("http://evil.fi/", Reason.HOST_NOT_ALLOWED),
        ("http://www.keino.fi/", Reason.HOST_NOT_ALLOWED),
        ("http://keino.fi.evil.fi/", Reason.HOST_NOT_ALLOWED),
        ("http://keino.fi./", Reason.HOST_NOT_ALLOWED),
        ("http://keino.fi@evil.fi/", Reason.HOST_NOT_ALLOWED),
        ("http://evil.fi\\@keino.fi/", Reason.HOST_NOT_ALLOWED),
        ("http://someone:secret@keino.fi/", Reason.HOST_NOT_ALLOWED),
        ("http://keino.fi:8080/", Reason.HOST_NOT_ALLOWED),
        ("http://keino.fi:443/", Reason.HOST_NOT_ALLOWED),
        ("http://127.0.0.1/", Reason.HOST_NOT_ALLOWED),
        ("http://[::1]/", Reason.HOST_NOT_ALLOWED),
        ("http://xn--a/", Reason.HOST_NOT_ALLOWED),
    ],
)
def test_any_other_address_is_refused_with_its_reason(url: str, reason: Reason) -> None:
    with pytest.raises(Stopped) as stop:
        checked_url(url, HOSTS, any_port=False)
    assert stop.value.reason is reason


def test_odd_ports_are_asked_only_where_they_are_opened() -> None:
    assert checked_url("http://keino.fi:8080/", HOSTS, any_port=True).port == 8080


def test_a_host_is_compared_as_it_is_looked_up() -> None:
    assert normal_host("KEINO.fi") == "keino.fi"
    assert normal_host("Äkä.fi") == "xn--k-zfab.fi"


def test_what_is_no_host_is_told() -> None:
    with pytest.raises(ValueError, match=r"keino\.fi:80"):
        normal_host("keino.fi:80")


@given(st.text() | st.builds("http://{}/{}".format, st.text(), st.text()))
def test_whatever_stands_in_a_link_is_read_or_refused(url: str) -> None:
    try:
        read = checked_url(url, HOSTS, any_port=False)
    except Stopped:
        return
    assert read.raw_host.decode() in HOSTS
