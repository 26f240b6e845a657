"""The text of a page is read right whatever is said of its charset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.html.charsets import decode, once_encoded

OPEN = b"\x81\x8d\x8f\x90\x9d"
TEXT = "Päiväkoti – Åbo, 5 € „sopimus”"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TEXT.encode(), ""),
        (TEXT.encode(), "text/html; charset=iso-8859-1"),
        (TEXT.encode("utf-8-sig"), "text/html; charset=windows-1252"),
        (TEXT.encode("utf-16"), "text/html"),
        (TEXT.encode("utf-16-le"), "text/html; charset=utf-8"),
        (TEXT.encode("utf-16-be"), ""),
        (TEXT.encode("windows-1252"), ""),
        (TEXT.encode("windows-1252"), "text/html; charset=utf-8"),
        (TEXT.encode("windows-1252"), 'text/html; charset="ISO-8859-1"'),
        (TEXT.encode("windows-1252"), "text/html; charset=rot13"),
    ],
)
def test_the_text_is_the_same_whatever_is_claimed(body: bytes, content_type: str) -> None:
    assert decode(body, content_type) == TEXT


def test_a_charset_that_only_the_page_names_is_used() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">5 € päivä'
    assert decode(page.encode("iso-8859-15")) == page


def test_a_broken_place_does_not_make_sound_utf_8_something_else() -> None:
    assert decode("työmaa ".encode() * 20 + b"\xe4" + "päästö".encode()).endswith("\ufffdpäästö")


def test_text_encoded_twice_is_put_right() -> None:
    assert once_encoded(_as_windows(TEXT)) == TEXT
    assert once_encoded(_as_windows(_as_windows("päiväkoti, Åbo, Öja"))) == "päiväkoti, Åbo, Öja"


def _as_windows(text: str) -> str:
    """UTF-8 as a browser shows it when told that it is windows-1252."""
    raw = text.encode()
    return "".join(bytes([byte]).decode("windows-1252") if byte not in OPEN else chr(byte) for byte in raw)


@pytest.mark.parametrize("text", ["Ãlgebra", "Â", "São João", "â on kirjain", "Naïve Ångström ÄÖÅ"])
def test_what_only_looks_like_it_was_encoded_twice_stays(text: str) -> None:
    assert once_encoded(text) == text


@given(st.text(alphabet=st.sampled_from("aäöåÄÖÅé –\n€"), max_size=60))
def test_what_is_utf_8_is_read_as_such(text: str) -> None:
    assert decode(text.encode(), "text/html; charset=windows-1252") == text


@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_bytes_give_a_text(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)
