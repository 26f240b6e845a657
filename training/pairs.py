"""Unpacked packages -> pairs of texts that mean the same: terms, sentences, and words with their definitions."""

import gettext
import gzip
import html
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from corpus.types import Language

_OTHERS: tuple[Language, ...] = ("fi", "sv")


class Pair(NamedTuple):
    """Two texts that mean the same; `source` says where they were found together."""

    source: str
    left_language: Language
    left: str
    right_language: Language
    right: str


def read_pairs(root: Path) -> list[Pair]:
    """Every pair of the packages unpacked in `root`, each once, in the order of their sources."""
    readers = (_freedict(root), _libreoffice_help(root), _catalogues(root), _gnome(root), _mozilla(root), _home(root))
    found = dict.fromkeys(pair for reader in readers for pair in reader)
    return list(found | dict.fromkeys(_wordnet(root)))


# --- dictionaries --------------------------------------------------------------------------------------------------

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_FREEDICT: tuple[tuple[str, Language, Language, Language], ...] = (
    ("fin-eng", "fi", "en", "fi"),
    ("eng-fin", "en", "fi", "en"),
    ("swe-fin", "sv", "fi", "sv"),
    ("fin-swe", "fi", "sv", "fi"),
)
"""The dictionaries, their languages from and to, and the language of their definitions."""


def _freedict(root: Path) -> Iterator[Pair]:
    """Headwords with their translations, and both with the definition."""
    for name, source, target, defined_in in _FREEDICT:
        for headword, body in freedict_entries(root, name):
            for translations, definition in _senses(body):
                terms = _terms(translations)
                yield from (_pair("terms", source, headword, target, term) for term in terms[:4])
                if len(definition.split()) > 2 and is_text(definition):
                    yield _pair("definitions", source, headword, defined_in, definition)
                    if terms:
                        yield _pair("definitions", target, " ".join(terms[:3]), defined_in, definition)


def freedict_entries(root: Path, name: str) -> Iterator[tuple[str, str]]:
    """The headwords of a FreeDict dictionary (dictd format) with the text of their entries."""
    folder = root / "usr/share/dictd"
    data = gzip.decompress((folder / f"freedict-{name}.dict.dz").read_bytes())
    for line in (folder / f"freedict-{name}.index").read_text(encoding="utf-8").splitlines():
        headword, offset, length = line.split("\t")[:3]
        if not headword.startswith("00"):
            start = _number(offset)
            yield headword.split(" /")[0].strip() or headword, data[start : start + _number(length)].decode()


def _number(text: str) -> int:
    value = 0
    for digit in text:
        value = value * 64 + _DIGITS.index(digit)
    return value


def _senses(body: str) -> Iterator[tuple[str, str]]:
    """The senses of an entry: what it is translated by, and its definition."""
    current: list[str] | None = None
    for line in body.strip().split("\n")[1:]:
        numbered = re.match(r"^(\d+)\. (.*)", line)
        if numbered or current is None:
            if current:
                yield current[0], clean(" ".join(current[1:]))
            current = [numbered[2] if numbered else line]
        else:
            current.append(line)
    if current:
        yield current[0], clean(" ".join(current[1:]))


def _terms(text: str) -> list[str]:
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]|\s\d\.?$", "", text.strip())  # remarks, and the number of the next sense
    terms = (clean(term) for term in re.split(r"[,;]\s*", plain))
    return [term for term in terms if 1 < len(term) < 60]


def _wordnet(root: Path) -> Iterator[Pair]:
    """English words with their glosses."""
    for part in ("noun", "verb", "adj", "adv"):
        for line in (root / f"usr/share/wordnet/data.{part}").read_text(encoding="latin-1").splitlines():
            if line.startswith("  "):
                continue
            data, _, gloss = line.partition(" | ")
            fields = data.split()
            words = [fields[4 + 2 * number].replace("_", " ") for number in range(int(fields[3], 16))]
            words = [re.sub(r"\([a-z]+\)", "", word) for word in words]
            if meaning := clean(gloss.split('; "')[0]):
                yield _pair("glosses", "en", " ".join(words[:4]), "en", meaning)


# --- translated software and its manuals -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Texts:
    """A text in English by key, and the same in other languages."""

    source: str
    english: dict[str, str]
    others: dict[Language, dict[str, str]]

    def pairs(self) -> Iterator[Pair]:
        """English with each other language, and the others with each other."""
        for key, english in self.english.items():
            texts: dict[Language, str] = {"en": english}
            texts |= {language: found[key] for language, found in self.others.items() if key in found}
            cleaned = {language: clean(text) for language, text in texts.items()}
            for left, right in (("en", "fi"), ("en", "sv"), ("fi", "sv")):
                if left in cleaned and right in cleaned and alike(cleaned[left], cleaned[right]):  # type: ignore[index]
                    yield _pair(self.source, left, cleaned[left], right, cleaned[right])  # type: ignore[arg-type,index]


_PARAGRAPH = re.compile(r'<(?:p|h\d|td)[^>]*?id="([\w]*\d[\w]*)"[^>]*>(.*?)</(?:p|h\d)>', re.DOTALL)


def _libreoffice_help(root: Path) -> Iterator[Pair]:
    folder = root / "usr/share/libreoffice/help"
    for page in sorted((folder / "en-US").rglob("*.html")):
        name = page.relative_to(folder / "en-US")
        others = {language: _paragraphs(folder / language / name) for language in _OTHERS}
        yield from _Texts("manuals", _paragraphs(page), others).pairs()


def _paragraphs(page: Path) -> dict[str, str]:
    return dict(_PARAGRAPH.findall(page.read_text(encoding="utf-8", errors="ignore"))) if page.exists() else {}


def _catalogues(root: Path) -> Iterator[Pair]:
    """Message catalogues: LibreOffice's, and those of wagtail."""
    by_name: dict[str, dict[Language, dict[str, str]]] = {}
    for path in sorted(root.rglob("LC_MESSAGES/*.mo")):
        if path.parent.parent.name in _OTHERS and "iso_" not in path.name:
            language: Language = "fi" if path.parent.parent.name == "fi" else "sv"
            key = re.sub(r"/(fi|sv)/", "/", str(path.relative_to(root)))
            by_name.setdefault(key, {})[language] = _messages(path)
    for others in by_name.values():
        english = {key: key for messages in others.values() for key in messages}
        yield from _Texts("software", english, others).pairs()


def _messages(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        catalogue: dict[Any, Any] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    found = {}
    for key, message in catalogue.items():
        text = key[0] if isinstance(key, tuple) else key
        if text and isinstance(message, str):
            found[text.split("\x04")[-1]] = message  # what stands before it is the context
    return found


_BLOCK = re.compile(r"<(p|title|h[1-6]|dt|desc)\b[^>]*>(.*?)</\1>", re.DOTALL)


def _gnome(root: Path) -> Iterator[Pair]:
    """Pages with the same row of blocks in both languages."""
    folder = root / "usr/share/help"
    for page in sorted((folder / "C").rglob("*.page")):
        english = _blocks(page)
        others: dict[Language, dict[str, str]] = {}
        for language in _OTHERS:
            found = _blocks(folder / language / page.relative_to(folder / "C"))
            if [kind for kind, _ in found] == [kind for kind, _ in english]:
                others[language] = _numbered(found)
        yield from _Texts("manuals", _numbered(english), others).pairs()


def _blocks(page: Path) -> list[tuple[str, str]]:
    if not page.exists():
        return []
    text = page.read_text(encoding="utf-8", errors="ignore")
    return _BLOCK.findall(re.sub(r"<(script|style|pre|code|screen)\b.*?</\1>", "", text, flags=re.DOTALL))


def _numbered(blocks: list[tuple[str, str]]) -> dict[str, str]:
    return {str(number): text for number, (_, text) in enumerate(blocks)}


_MESSAGE = re.compile(r"([a-zA-Z][\w.-]*)[ \t]*=[ \t]*(.*)|[ \t]+\.([\w-]+)[ \t]*=[ \t]*(.+)")
_LANGPACKS: dict[Language, str] = {"en": "en-GB", "fi": "fi", "sv": "sv-SE"}


def _mozilla(root: Path) -> Iterator[Pair]:
    """The language packs of Firefox and Thunderbird (Fluent and properties files)."""
    for program, folder in (
        ("firefox-esr", "usr/lib/firefox-esr/browser/extensions"),
        ("thunderbird", "usr/lib/thunderbird/extensions"),
    ):
        texts = {
            language: _langpack(root / folder / f"langpack-{tag}@{program}.mozilla.org.xpi", tag)
            for language, tag in _LANGPACKS.items()
        }
        yield from _Texts("software", texts["en"], {language: texts[language] for language in _OTHERS}).pairs()


def _langpack(path: Path, tag: str) -> dict[str, str]:
    found = {}
    with zipfile.ZipFile(path) as pack:
        for name in sorted(pack.namelist()):
            if name.endswith((".ftl", ".properties")):
                content = pack.read(name).decode("utf-8", errors="ignore")
                found |= {f"{name.replace(tag, '')}#{key}": text for key, text in _fluent(content)}
    return found


def _fluent(content: str) -> Iterator[tuple[str, str]]:
    """The messages and their attributes, of one line each."""
    message = ""
    for line in content.splitlines():
        if match := _MESSAGE.fullmatch(line):
            message = match[1] or message
            yield f"{message}.{match[3] or ''}", match[2] or match[4] or ""


def _home(root: Path) -> Iterator[Pair]:
    """The texts of Home Assistant's components."""
    for english in sorted(root.rglob("components/*/translations/en.json")):
        others = {language: _strings(english.with_name(f"{language}.json")) for language in _OTHERS}
        yield from _Texts("software", _strings(english), others).pairs()


def _strings(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}

    def walk(value: Any, key: str) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, f"{key}/{name}")
        elif isinstance(value, str):
            found[key] = value

    if path.exists():
        walk(json.loads(path.read_text(encoding="utf-8")), "")
    return found


# --- what is a text ----------------------------------------------------------------------------------------------------

_TAG = re.compile(r"<[^<>]{1,200}>")
_PLACE = re.compile(
    r"%[-+ #0]*\d*(?:\.\d+)?(?:\$|l|h)*[sdifgxucn%]|%\d\$?[sd]?|\$\{?[A-Za-z_]+\}?|\{[^{}]{0,40}\}|\\n|%[A-Z]+%?"
)
_ACCELERATOR = re.compile(r"(?<=\w)[_&~](?=\w)|(?<!\w)[_&~](?=\w)|\([_&~][A-Za-zÅÄÖ]\)|~")
_LONGEST = 600  # characters


def clean(text: str) -> str:
    """A text without markup, places for values, and marks of shortcut keys."""
    text = _ACCELERATOR.sub("", _PLACE.sub(" ", _TAG.sub(" ", html.unescape(text))))
    return re.sub(r"\s+", " ", re.sub(r'[\\|*`"„”“»«]+', " ", text)).strip(" :.…-–—,;")


def is_text(text: str) -> bool:
    """Whether a string is made of words, and neither too short nor too long."""
    letters = sum(letter.isalpha() or letter == " " for letter in text)
    return 3 <= len(text) <= _LONGEST and letters / len(text) > 0.8


def alike(left: str, right: str) -> bool:
    """Whether two texts may be translations: both texts, not the same, of like length."""
    if not is_text(left) or not is_text(right) or left.lower() == right.lower():
        return False
    short, long = sorted((len(left), len(right)))
    return long <= 25 or long <= 2.8 * short


def _pair(source: str, left_language: Language, left: str, right_language: Language, right: str) -> Pair:
    return Pair(source, left_language, left, right_language, right)
