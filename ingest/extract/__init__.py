"""What was fetched -> its main text: HTML, PDF and docx, told apart by the bytes and not by what the server says."""

import io
import zipfile
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from ingest.extract.moved import refuse_if_led_home
from ingest.types import Extracted, Fetched, NotExtracted, Reason

_READERS = ("beautifulsoup4", "lxml", "trafilatura", "py3langid", "pypdf", "pdfplumber", "python-docx")
_PDF_WITHIN = 1024  # bytes; the format allows something before its mark
_HTML_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "")
_BINARY = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"RIFF",
    b"{\\rtf",
    b"\x7fELF",
)


def extract(fetched: Fetched) -> Extracted:
    """The main text of a response. Raises NotExtracted, with the reason, for one that gives none."""
    refuse_if_led_home(fetched)
    body = fetched.body
    if not body.strip(b"\0\t\n\r \xef\xbb\xbf"):
        raise NotExtracted(Reason.EMPTY, "the response has no bytes that say anything")
    if b"%PDF-" in body[:_PDF_WITHIN]:
        from ingest.extract.pdf import extract_pdf  # the readers are loaded when one is needed

        return extract_pdf(body, fetched.final_url)
    if body.startswith(b"PK\x03\x04") and _is_docx(body):
        from ingest.extract.docx import extract_docx

        return extract_docx(body, fetched.final_url)
    _refuse_other_types(fetched)
    from ingest.extract.html import extract_html

    return extract_html(fetched)


def listing(fetched: Fetched) -> Extracted:
    """The links of a page that is read for them alone. Raises NotExtracted for what is no page."""
    from ingest.extract.html.links import read_listing

    refuse_if_led_home(fetched)
    return read_listing(fetched)


def fingerprint(here: Path = Path(__file__).parent) -> str:
    """Changes when the way of extracting changes, so that what was kept as it came is read anew."""
    files = [*sorted(here.rglob("*.py")), *sorted(here.rglob("*.toml")), here.parent / "clean.py"]
    parts = [*(file.read_bytes() for file in files), *(f"{name} {version(name)}".encode() for name in _READERS)]
    return sha256(b"\0".join(parts)).hexdigest()[:16]


def _is_docx(body: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _refuse_other_types(fetched: Fetched) -> None:
    """Raise NotExtracted for what is no HTML, by its first bytes or else by the type that the server names."""
    told = fetched.headers.get("content-type", "").split(";")[0].strip().lower()
    if fetched.body.startswith(_BINARY):
        raise NotExtracted(Reason.NOT_SUPPORTED, f"a binary file, said to be {told or 'nothing'}: no HTML, PDF or docx")
    looks = fetched.body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if told not in _HTML_TYPES and not looks.startswith((b"<!doctype html", b"<html")):
        what = "a broken file" if told in ("application/pdf", "application/msword") else "neither HTML, PDF nor docx"
        reason = Reason.BROKEN if what == "a broken file" else Reason.NOT_SUPPORTED
        raise NotExtracted(reason, f"{told}: {what}")
