"""Joins the widget's modules into one classic script: a site needs one line and loads one file."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.widget.squeeze import squeeze_script, squeeze_styles
from corpus.types import LANGUAGES

SOURCE = Path(__file__).parent / "src"
ENTRY = "element.js"
STYLES = ("styles.css", "answers.css")

_IMPORT = re.compile(r'^import \{\s*(?:\w+\s*,\s*)*(?:\w+\s*)?\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async |class |const |function|let ))", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^(?:async )?(?:class|const|function\*?|let) (\w+)", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
# config.js is no file: the server makes it from its settings and texts
_CONFIG = "config.js"


class BundleError(Exception):
    """The modules cannot be joined; the message names the module and what to change."""


def bundle(config: Mapping[str, Any], source: Path = SOURCE) -> str:
    """The script with `config` in it. Raises BundleError."""
    modules = {name: _config(config, source) if name == _CONFIG else _read(source, name) for name in _order(source)}
    joined = {name: _EXPORT.sub("", _IMPORT.sub("", code)) for name, code in modules.items()}
    _check(joined)
    body = squeeze_script("".join(joined.values()))
    return f'(() => {{\n"use strict";\n{body}}})();\n'


def _config(config: Mapping[str, Any], source: Path) -> str:
    styles = squeeze_styles("".join(_read(source, name) for name in STYLES if (source / name).exists()))
    texts = config.get("texts") or {language: {} for language in LANGUAGES}
    folded = {**config, "texts": _side_by_side([texts[language] for language in LANGUAGES])}
    return f"const CONFIG = {_json(folded)};\nconst STYLES = {_json(styles)};\n"


def _side_by_side(tables: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The same table in each language as one table with the translations beside each other: so it packs smaller."""
    beside = {key: [table[key] for table in tables] for key in tables[0]}
    return {key: _side_by_side(texts) if isinstance(texts[0], dict) else texts for key, texts in beside.items()}


def _json(value: object) -> str:
    """As JavaScript; no `</` or `<!--`, so that the script may also stand inside a page."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _read(source: Path, name: str) -> str:
    return (source / name).read_text(encoding="utf-8")


def _order(source: Path) -> list[str]:
    """The modules, each after those that it imports."""
    order: dict[str, None] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in order:
            return
        if name in path:
            raise BundleError(f"{' -> '.join((*path, name))}: modules that import one another cannot be joined.")
        for needed in _imports(source, name):
            visit(needed, (*path, name))
        order[name] = None

    visit(ENTRY, ())
    return list(order)


def _imports(source: Path, name: str) -> Iterator[str]:
    if name == _CONFIG:
        return
    if not (source / name).exists():
        raise BundleError(f"{source / name} is imported but is not there.")
    yield from _IMPORT.findall(_read(source, name))


def _check(modules: Mapping[str, str]) -> None:
    """What joining would break: a name that two modules use for themselves, and an import of another form."""
    owner: dict[str, str] = {}
    for module, code in modules.items():
        if left := _LEFT_OVER.search(code):
            raise BundleError(f'{module}: "{left[0]}" must be: import {{ name }} from "./module.js"; or export a name.')
        for name in _TOP_LEVEL.findall(code):
            if name in owner:
                raise BundleError(f"{module}: {name} is also a name of {owner[name]}. Rename one of them.")
            owner[name] = module
