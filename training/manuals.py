"""Manuals in three languages -> pairs of their paragraphs."""

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.types import Language
from training.texts import OTHERS, Pair, aligned

_PARAGRAPH = re.compile(r'<(?:p|h\d|td)[^>]*?id="([\w]*\d[\w]*)"[^>]*>(.*?)</(?:p|h\d)>', re.DOTALL)


def libreoffice_help(root: Path) -> Iterator[Pair]:
    """Paragraphs of LibreOffice's help, which have the same id in every language."""
    folder = root / "usr/share/libreoffice/help"
    for page in sorted((folder / "en-US").rglob("*.html")):
        name = page.relative_to(folder / "en-US")
        others = {language: _paragraphs(folder / language / name) for language in OTHERS}
        yield from aligned("manuals", _paragraphs(page), others)


def _paragraphs(page: Path) -> dict[str, str]:
    return dict(_PARAGRAPH.findall(page.read_text(encoding="utf-8", errors="ignore"))) if page.exists() else {}


_BLOCK = re.compile(r"<(p|title|h[1-6]|dt|desc)\b[^>]*>(.*?)</\1>", re.DOTALL)


def gnome_help(root: Path) -> Iterator[Pair]:
    """Blocks of GNOME's pages that have the same row of blocks in both languages."""
    folder = root / "usr/share/help"
    for page in sorted((folder / "C").rglob("*.page")):
        english = _blocks(page)
        others: dict[Language, dict[str, str]] = {}
        for language in OTHERS:
            found = _blocks(folder / language / page.relative_to(folder / "C"))
            if [kind for kind, _ in found] == [kind for kind, _ in english]:
                others[language] = _numbered(found)
        yield from aligned("manuals", _numbered(english), others)


def _blocks(page: Path) -> list[tuple[str, str]]:
    if not page.exists():
        return []
    text = page.read_text(encoding="utf-8", errors="ignore")
    return _BLOCK.findall(re.sub(r"<(script|style|pre|code|screen)\b.*?</\1>", "", text, flags=re.DOTALL))


def _numbered(blocks: list[tuple[str, str]]) -> dict[str, str]:
    return {str(number): text for number, (_, text) in enumerate(blocks)}
