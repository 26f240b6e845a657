"""Document -> passages: one passage a heading, sentences and list items whole."""

import inspect
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from hashlib import sha256

from corpus import sentences
from corpus.instructions import instructs
from corpus.types import Document, Passage, SourcePage, Statement
from ingest.split import cutting, sections
from ingest.split.cutting import MAX_WORDS, parts
from ingest.split.sections import Section

__all__ = ["MAX_WORDS", "fingerprint", "split"]

_HEADING = re.compile(r"^(#{1,6})(?: +(.+))?$")


def fingerprint() -> str:
    """Changes when the way of splitting changes, so that an index made in another way is noticed."""
    modules = (sys.modules[__name__], sections, cutting, sentences)
    code = "".join(map(inspect.getsource, modules))
    return sha256(code.encode()).hexdigest()[:16]


def split(document: Document) -> list[Passage]:
    """Cut a document into its passages, in reading order, numbered from 0; none is over MAX_WORDS.

    Every word is in a statement, but those of headings, which are the passages' paths. A line that instructs the
    machine that reads it is no statement; what stands under such a heading is left out, and so is a document with such
    a title.

    Translations with the same sections get the same numbers, as long as none of their sections is over the limit.
    """
    passages: list[Passage] = []
    for section, statements in _sections(document):
        for part in parts(statements):
            number = len(passages)
            passages.append(
                Passage(
                    id=f"{document.id}#{number}",
                    document_id=document.id,
                    number=number,
                    subject=document.subject,
                    deal=document.deal,
                    language=document.language,
                    kind=document.kind,
                    title=document.title,
                    section=section,
                    statements=tuple(part),
                    published=document.published,
                    checked=document.checked,
                    valid_until=document.valid_until,
                    current=document.current,
                    official=document.official,
                )
            )
    return passages


def _sections(document: Document) -> Iterator[tuple[tuple[str, ...], list[Statement]]]:
    """Yield each section's path of headings with its statements; empty sections are left out."""
    if instructs(document.title):
        return
    pages = _Pages(document)
    path: list[tuple[int, str]] = []
    section = Section(pages.saying)
    offset = 0
    for line in document.text.splitlines(keepends=True):
        content = line.strip()
        if heading := _HEADING.match(content):
            yield from _told(path, section)
            level = len(heading[1])
            path = [entry for entry in path if entry[0] < level] + [(level, heading[2] or "")]
            section = Section(pages.saying)
        elif not instructs(content):
            section.add(line, offset)
        offset += len(line)
    yield from _told(path, section)


def _told(path: Sequence[tuple[int, str]], section: Section) -> Iterator[tuple[tuple[str, ...], list[Statement]]]:
    titles = tuple(title for _, title in path if title)
    if section.statements and not any(map(instructs, titles)):
        yield titles, section.statements


class _Pages:
    """Which source pages say what stands where in a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._ends = [proof.end for proof in document.proofs]

    def saying(self, start: int, end: int) -> tuple[SourcePage, ...]:
        """The pages that say the text between two positions, in order: more than one where a sentence runs over."""
        proofs = self._document.proofs
        first, last = bisect_right(self._ends, start), bisect_left(self._ends, end)
        if last == len(proofs):
            return self._document.sources
        numbers = dict.fromkeys(number for proof in proofs[first : last + 1] for number in proof.sources)
        return tuple(self._document.sources[number] for number in numbers)
