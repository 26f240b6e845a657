"""PDFs are read as they look: in order, in sections, with the page of every line, and in bounded time and memory."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject

from ingest.clean import clean
from ingest.extract.bounded import read_bounded
from ingest.extract.pdf import extract_pdf
from ingest.types import Extracted, Link, NotExtracted, Reason
from tests.ingest.extract.files import body_of, expected_of

URL = "https://www.example.org/sopimukset/sopimus.pdf"
READABLE = ("agreement", "memo", "agreement.sv", "columns", "tables", "notes", "hidden", "mixed", "locked-open")


@pytest.mark.parametrize("name", READABLE)
def test_a_pdf_gives_the_text_that_is_seen_and_the_ends_of_its_pages(name: str) -> None:
    extracted, expected = extract_pdf(body_of(f"{name}.pdf"), URL), expected_of(name)
    assert extracted.text == expected.text
    assert extracted.pages == expected.pages
    assert (extracted.title, extracted.language) == (expected.title, expected.language)
    assert str(extracted.published) == expected.published
    assert clean(extracted.text) == extracted.text  # or the ends would not be true once it is kept


@pytest.mark.parametrize(
    ("name", "reason", "detail"),
    [
        ("locked", Reason.ENCRYPTED, "a password is needed"),
        ("scanned", Reason.SCANNED, "3 of its 3 pages are pictures"),
        ("blank", Reason.EMPTY, "no text on its 1 pages"),
        ("truncated", Reason.BROKEN, "cannot be read as a PDF"),
        ("no-tounicode", Reason.BROKEN, "do not tell which letters"),
    ],
)
def test_a_pdf_without_a_text_says_why(name: str, reason: Reason, detail: str) -> None:
    with pytest.raises(NotExtracted, match=detail) as refused:
        extract_pdf(body_of(f"{name}.pdf"), URL)
    assert refused.value.reason is reason


def test_pages_that_are_pictures_between_pages_of_text_are_named() -> None:
    assert extract_pdf(body_of("mixed.pdf"), URL).unread == (2, 3)


def test_a_link_is_given_with_the_words_that_it_lies_on() -> None:
    extracted = extract_pdf(body_of("columns.pdf"), URL)
    address = "https://www.hankintakeino.fi/fi/materiaalipankki"
    assert extracted.links == (Link(address, "Kriteerit ovat materiaalipankissa."),)


def test_a_name_that_a_program_gave_is_no_title() -> None:
    assert extract_pdf(body_of("notes.pdf"), URL).title == "Esimerkki: muistio päästöistä"


def _pdf(content: bytes) -> bytes:
    """A page with this content, compressed."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    stream = DecodedStreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode(9))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_work_without_end_is_stopped() -> None:
    body = _pdf(b"0 0 m 9 9 l S\n" * 1_000_000)
    with pytest.raises(NotExtracted) as refused:
        read_bounded("pdf", body, URL, seconds=1)
    assert refused.value.reason is Reason.TOO_LONG


def test_a_file_that_unpacks_to_more_than_memory_is_refused() -> None:
    with pytest.raises(NotExtracted, match="more than 200 MB of memory") as refused:
        read_bounded("pdf", _pdf(b" " * 70_000_000), URL, memory=200_000_000)
    assert refused.value.reason is Reason.TOO_LONG


def test_pages_that_hold_themselves_are_no_endless_work() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    pages = writer._pages.get_object()
    pages[NameObject("/Kids")] = ArrayObject([writer._pages])  # type: ignore[index]
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(NotExtracted):
        read_bounded("pdf", out.getvalue(), URL, seconds=10)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_the_bytes_they_are_read_or_refused(data: st.DataObject) -> None:
    body = bytearray(body_of(data.draw(st.sampled_from(["locked-open.pdf", "hidden.pdf", "mixed.pdf"]))))
    for _ in range(data.draw(st.integers(1, 30))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        outcome = extract_pdf(bytes(body), URL)
    except NotExtracted as refused:
        assert refused.detail
    else:
        assert isinstance(outcome, Extracted)
