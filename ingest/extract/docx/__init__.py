"""A docx's bytes -> its text with headings, clauses as they are numbered on paper, lists and tables.

Pages are made where a docx is shown, so there are none. Headers, footers, comments, what was deleted and what is hidden
are no part of the text.
"""

import contextlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urldefrag, urljoin, urlsplit

from docx import Document
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE

from ingest.extract.blocks import Block, Paragraph, Row, plain, render
from ingest.extract.bounded import read_bounded
from ingest.extract.docx.body import Body
from ingest.extract.languages import language_of
from ingest.extract.outline import Entry, first_words, outlined
from ingest.extract.signing import signed_on
from ingest.extract.titles import is_real
from ingest.types import Extracted, Link, NotExtracted, Reason

MOST_LETTERS = 2_000_000
_MOST_BYTES = 200_000_000
"""Of all parts once unpacked, as the archive says; the reader of archives reads no more than it says."""
_MOST_PARTS = 5_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MAIN = "word/document.xml"
_BEGINNING = 30  # paragraphs in which the words of a title are looked for


def extract_docx(body: bytes, url: str) -> Extracted:
    """Read a docx in a process of its own. Raises NotExtracted with what is wrong with it."""
    read = read_bounded("docx", body, url)
    return replace(read, language=language_of(read.text))


def read_docx(body: bytes, url: str, today: date) -> Extracted:
    """Read a docx here and now, without limits; its language is not looked for. Dates are as in `pdf.read_pdf`."""
    _refuse_other(body)
    try:
        document = Document(io.BytesIO(body))
    except (ValueError, KeyError) as error:
        raise NotExtracted(Reason.NOT_SUPPORTED, f"it is no document of Word that can be read: {error}") from error
    content = Body(document)
    entries = list(content.entries())
    titles = content.titles or [_largest(entries)]
    blocks = outlined([entry for entry in entries if not isinstance(entry, Entry) or [entry.text] != titles])
    text, _ = render(blocks)
    if not text:
        raise NotExtracted(Reason.EMPTY, "there is no text in it")
    if len(text) > MOST_LETTERS:
        raise NotExtracted(Reason.TOO_LONG, f"it has more than {MOST_LETTERS} letters")
    changed = _changed(document)
    return Extracted(
        title=plain(" ".join(titles) or _told_title(document, blocks)) or first_words(blocks),
        text=text,
        language=None,
        published=signed_on(text.splitlines()),
        changed=changed if changed and changed <= today else None,
        links=tuple(_links(content.links, url)),
    )


def _refuse_other(body: bytes) -> None:
    """Raise NotExtracted for what is no docx, is locked, or unpacks to more than a document of ours can be."""
    if body.startswith(_OLE):
        if _LOCKED in body:
            raise NotExtracted(Reason.ENCRYPTED, "a password is needed to open it")
        raise NotExtracted(Reason.NOT_SUPPORTED, "it is a file of Word before 2007 (.doc); a docx or PDF can be read")
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise NotExtracted(Reason.BROKEN, f"it cannot be read as a docx: {error}") from error
    if any(part.flag_bits & 1 for part in parts):
        raise NotExtracted(Reason.ENCRYPTED, "a password is needed to open it")
    if _MAIN not in {part.filename for part in parts}:
        raise NotExtracted(Reason.NOT_SUPPORTED, f"it is an archive without {_MAIN}, so no docx")
    size = sum(part.file_size for part in parts)
    if size > _MOST_BYTES or len(parts) > _MOST_PARTS:
        raise NotExtracted(Reason.TOO_LONG, f"it unpacks to {size} bytes in {len(parts)} parts")


def _largest(entries: Sequence[Entry | Row | Paragraph]) -> str:
    """The first paragraph where it is larger than all others: a title that is not set as one; else nothing."""
    styles = [entry.style for entry in entries if isinstance(entry, Entry) and entry.style]
    first = entries[0] if entries else None
    if not isinstance(first, Entry) or first.level is not None or first.clause is not None or not first.style:
        return ""
    return first.text if len(styles) > 1 and first.style[0] > max(size for size, _ in styles[1:]) else ""


def _told_title(document: Docx, blocks: Sequence[Block]) -> str:
    """What the file calls itself where its first paragraphs bear it out; else nothing."""
    beginning = " ".join(block.text for block in blocks[:_BEGINNING] if not isinstance(block, Row))
    with contextlib.suppress(Exception):  # its properties may be in any state
        told = document.core_properties.title or ""
        return told if is_real(told, beginning) else ""
    return ""


def _changed(document: Docx) -> date | None:
    package = document.part.package
    if not any(relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for relation in package.rels.values()):
        return None  # python-docx would make properties of today
    with contextlib.suppress(Exception):
        moment: datetime | None = document.core_properties.modified
        return moment.date() if moment else None
    return None


def _links(links: Sequence[Link], url: str) -> Iterator[Link]:
    """The links as absolute addresses of pages, each once."""
    known: set[str] = set()
    for link in links:
        with contextlib.suppress(ValueError):
            address = urldefrag(urljoin(url, link.url)).url
            if urlsplit(address).scheme in ("http", "https") and address not in known:
                known.add(address)
                yield Link(address, link.text)
