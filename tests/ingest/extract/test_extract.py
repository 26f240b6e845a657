"""How a response is read is chosen by its bytes, and what cannot be read is refused with the reason."""

import shutil
from pathlib import Path

import pytest

import ingest
from ingest.extract import extract, fingerprint
from ingest.types import NotExtracted, Reason
from tests.ingest.extract.saved import fetched

PAGE = "<!DOCTYPE html><title>A</title><p>Sopimus on voimassa vuoden 2030 loppuun ja sitoo siihen liittyneitä.</p>"


@pytest.mark.parametrize(
    "told", ["text/html; charset=utf-8", "", "application/octet-stream", "application/pdf", "TEXT/HTML"]
)
def test_a_page_is_read_as_one_whatever_it_is_called(told: str) -> None:
    assert extract(fetched(PAGE, content_type=told)).text.startswith("Sopimus")


@pytest.mark.parametrize(
    ("body", "told", "reason"),
    [
        (b"", "text/html", Reason.EMPTY),
        (b" \n\0", "application/pdf", Reason.EMPTY),
        (b"\x89PNG\r\n\x1a\n", "text/html", Reason.NOT_SUPPORTED),
        (b"PK\x03\x04 a zip of something else", "application/zip", Reason.NOT_SUPPORTED),
        (b"\xd0\xcf\x11\xe0 an old Word file", "application/msword", Reason.NOT_SUPPORTED),
        (b'{"a": 1}', "application/json", Reason.NOT_SUPPORTED),
        (b"what is left of a PDF", "application/pdf", Reason.BROKEN),
    ],
)
def test_what_is_no_page_and_no_document_is_refused(body: bytes, told: str, reason: Reason) -> None:
    with pytest.raises(NotExtracted) as refused:
        extract(fetched(body, content_type=told))
    assert refused.value.reason == reason


def test_the_fingerprint_changes_with_the_code_and_with_the_rules(tmp_path: Path) -> None:
    package = Path(ingest.__file__).parent
    copied = tmp_path / "extract"
    shutil.copytree(package / "extract", copied, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(package / "clean.py", tmp_path)
    before = fingerprint(copied)
    assert before == fingerprint()
    for changed in (copied / "dates.py", copied / "html" / "sites.toml", tmp_path / "clean.py"):
        changed.write_text(changed.read_text(encoding="utf-8") + "#\n", encoding="utf-8")
        after = fingerprint(copied)
        assert after != before
        before = after
