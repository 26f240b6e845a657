"""Translated programs -> pairs of their texts."""

import gettext
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.types import Language
from training.texts import OTHERS, Pair, aligned


def catalogues(root: Path) -> Iterator[Pair]:
    """Message catalogues (gettext): LibreOffice's and wagtail's."""
    by_name: dict[str, dict[Language, dict[str, str]]] = {}
    for path in sorted(root.rglob("LC_MESSAGES/*.mo")):
        for language in OTHERS:
            if path.parent.parent.name == language:
                key = str(path.relative_to(root)).replace(f"/{language}/", "/")
                by_name.setdefault(key, {})[language] = _messages(path)
    for others in by_name.values():
        english = {key: key for messages in others.values() for key in messages}
        yield from aligned("software", english, others)


def _messages(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        catalogue: dict[Any, Any] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    found = {}
    for key, message in catalogue.items():
        text = key[0] if isinstance(key, tuple) else key
        if text and isinstance(message, str):
            found[text.split("\x04")[-1]] = message  # what stands before it is the context
    return found


_MESSAGE = re.compile(r"([a-zA-Z][\w.-]*)[ \t]*=[ \t]*(.*)|[ \t]+\.([\w-]+)[ \t]*=[ \t]*(.+)")
_LANGPACKS: dict[Language, str] = {"en": "en-GB", "fi": "fi", "sv": "sv-SE"}
_MOZILLA = (
    ("firefox-esr", "usr/lib/firefox-esr/browser/extensions"),
    ("thunderbird", "usr/lib/thunderbird/extensions"),
)


def mozilla(root: Path) -> Iterator[Pair]:
    """The language packs of Firefox and Thunderbird."""
    for program, folder in _MOZILLA:
        texts = {
            language: _langpack(root / folder / f"langpack-{tag}@{program}.mozilla.org.xpi", tag)
            for language, tag in _LANGPACKS.items()
        }
        yield from aligned("software", texts["en"], {language: texts[language] for language in OTHERS})


def _langpack(path: Path, tag: str) -> dict[str, str]:
    found: dict[str, str] = {}
    with zipfile.ZipFile(path) as pack:
        for name in sorted(pack.namelist()):
            if name.endswith((".ftl", ".properties")):
                content = pack.read(name).decode("utf-8", errors="ignore")
                place = "/".join(part for part in name.split("/") if part != tag)
                found |= {f"{place}#{key}": text for key, text in messages(content)}
    return found


def messages(content: str) -> Iterator[tuple[str, str]]:
    """The messages of a Fluent or properties file and their attributes, those of one line."""
    message = ""
    for line in content.splitlines():
        if match := _MESSAGE.fullmatch(line):
            message = match[1] or message
            yield f"{message}.{match[3] or ''}", match[2] or match[4] or ""


def home_assistant(root: Path) -> Iterator[Pair]:
    """The texts of Home Assistant's components."""
    for english in sorted(root.rglob("components/*/translations/en.json")):
        others = {language: _strings(english.with_name(f"{language}.json")) for language in OTHERS}
        yield from aligned("software", _strings(english), others)


def _strings(path: Path) -> dict[str, str]:
    return dict(_leaves(json.loads(path.read_text(encoding="utf-8")), "")) if path.exists() else {}


def _leaves(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{key}/{name}")
    elif isinstance(value, str):
        yield key, value
