"""The bundled texts in `corpus/texts/` -> documents. How they are written: docs/writing-texts.md."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

import frontmatter
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.types import Document, Kind, Language, Proof, SourcePage
from ingest.clean import clean, clean_line

_STARTS_BLOCK = re.compile(
    r"\s*(?:#{1,6} |[-*] |\|)"
)  # a number does not: a sentence may end a line with "… in\n2030."
_NUMBERED = re.compile(r"\s*\d{1,2}[.)] ")
_COMMENT = re.compile(r"\s*<!--\s*([\d ]*)\s*-->")


class TextError(Exception):
    """A bundled text breaks a rule; the message names the file and what is wrong."""


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    url: str = Field(pattern=r"^https?://")
    title: str = Field(min_length=1)
    seen: date


class FrontMatter(BaseModel):
    """What stands at the head of a bundled text."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    deal: str
    language: Language
    kind: Literal["summary", "gap"]
    title: str = Field(min_length=1)
    published: date | None
    checked: date
    valid_from: date | None
    valid_until: date | None
    supersedes: tuple[str, ...]
    confidence: Literal["high", "medium", "low"]
    official: bool
    sources: tuple[_Source, ...] = Field(min_length=1)


def read_folder(folder: Path) -> list[Document]:
    """Read all bundled texts under `folder`, ordered by id.

    Raises TextError for a file that breaks a rule, and for a `supersedes` that names no text.
    """
    read = [_read(path) for path in sorted(folder.rglob("*.md"))]
    replaced_by = {(old, matter.language): matter.id for matter, _ in read for old in matter.supersedes}
    known = {(matter.id, matter.language) for matter, _ in read}
    for old, language in replaced_by:
        if (old, language) not in known:
            raise TextError(f"{replaced_by[old, language]}.{language}: supersedes {old}, and there is no such text.")
    documents = [
        replace(document, superseded_by=replaced_by.get((matter.id, matter.language))) for matter, document in read
    ]
    _refuse_doubles(documents)
    return sorted(documents, key=lambda document: document.id)


def _refuse_doubles(documents: Iterable[Document]) -> None:
    seen: set[str] = set()
    for document in documents:
        if document.id in seen:
            raise TextError(f"{document.id}: two texts have this id and language.")
        seen.add(document.id)


def _read(path: Path) -> tuple[FrontMatter, Document]:
    try:
        post = frontmatter.loads(path.read_text(encoding="utf-8"))
        matter = FrontMatter.model_validate(post.metadata)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise TextError(f"{path}: {problems}") from error
    except Exception as error:  # PyYAML raises many kinds; each means that the head cannot be read
        raise TextError(f"{path}: the front matter cannot be read: {error}") from error
    if path.name.removesuffix(".md").rsplit(".", 1)[-1] != matter.language:
        raise TextError(f"{path}: the file name's language is not {matter.language}, as the front matter says.")
    text, proofs = _take_out_proofs(_one_line_a_block(post.content), len(matter.sources), path)
    return matter, Document(
        id=f"{matter.id}.{matter.language}",
        subject=matter.id,
        deal=matter.deal,
        language=matter.language,
        kind=Kind(matter.kind),
        title=clean_line(matter.title),
        text=text,
        sources=tuple(SourcePage(s.url, clean_line(s.title), s.seen) for s in matter.sources),
        proofs=proofs,
        published=matter.published,
        checked=matter.checked,
        valid_from=matter.valid_from,
        valid_until=matter.valid_until,
        superseded_by=None,
        confidence=matter.confidence,
        official=matter.official,
    )


def _one_line_a_block(markdown: str) -> str:
    """Undo line breaks inside paragraphs and items, so that a quote stands word for word in the text."""
    lines: list[str] = []
    for line in markdown.splitlines():
        starts_block = not line.strip() or _STARTS_BLOCK.match(line) is not None
        if lines and _NUMBERED.match(lines[-1]) and _NUMBERED.match(line):
            starts_block = True  # the next of a numbered list
        if starts_block or not lines or not lines[-1].strip() or lines[-1].startswith("#"):
            lines.append(line.rstrip())  # how far an item stands in tells what it belongs to
        else:
            lines[-1] = f"{lines[-1]} {line.strip()}"
    return "\n".join(lines) + "\n"


def _take_out_proofs(markdown: str, sources: int, path: Path) -> tuple[str, tuple[Proof, ...]]:
    """Take the `<!-- 1 3 -->` comments out of the text and keep what they say by position."""
    text: list[str] = []
    proofs: list[Proof] = []
    length = position = 0
    for comment in _COMMENT.finditer(markdown):
        numbers = [int(number) for number in comment[1].split()]
        if not numbers or not all(1 <= number <= sources for number in numbers):
            raise TextError(f"{path}: the comment “{comment[0].strip()}” names no source of the front matter.")
        piece = clean(markdown[position : comment.start()])
        text.append(piece)
        length += len(piece)
        proofs.append(Proof(length, tuple(number - 1 for number in numbers)))
        position = comment.end()
    text.append(clean(markdown[position:]))
    return "".join(text), tuple(proofs)
