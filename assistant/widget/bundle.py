"""Joins the widget's modules into one classic script: a site needs one line and loads one file."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

SOURCE = Path(__file__).parent / "src"
ENTRY = "element.js"
STYLES = ("styles.css", "answers.css")

_IMPORT = re.compile(r'^import [^;]*? from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async |class |const |function|let ))", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^(?:async )?(?:class|const|function\*?|let) (\w+)", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
# A whole line of comment, or a block that begins a line: never one inside a text, so nothing can be cut by mistake.
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)

# config.js is no file: the server makes it from its settings and texts
_CONFIG = "config.js"


class BundleError(Exception):
    """The modules cannot be joined; the message names the module and what to change."""


def bundle(config: Mapping[str, object], source: Path = SOURCE) -> str:
    """The script with `config` in it. Raises BundleError."""
    modules = {name: _config(config, source) if name == _CONFIG else _read(source, name) for name in _order(source)}
    joined = {name: _EXPORT.sub("", _IMPORT.sub("", code)) for name, code in modules.items()}
    _check(joined)
    body = "".join(_bare(code) for code in joined.values())
    return f'(() => {{\n"use strict";\n{body}}})();\n'


def _config(config: Mapping[str, object], source: Path) -> str:
    styles = "".join(_bare((source / name).read_text(encoding="utf-8")) for name in STYLES if (source / name).exists())
    return f"const CONFIG = {_json(config)};\nconst STYLES = {_json(styles)};\n"


def _json(value: object) -> str:
    """As JavaScript; no `</` or `<!--`, so that the script may also stand inside a page."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _read(source: Path, name: str) -> str:
    return (source / name).read_text(encoding="utf-8")


def _bare(code: str) -> str:
    """Without comments and indentation, which are for those who read the source; no text may hold either."""
    return _INDENT.sub("", _COMMENT.sub("", code))


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
            raise BundleError(f'{module}: write "{left[0]}" as: import {{ name }} from "./module.js"; or export a name.')
        for name in _TOP_LEVEL.findall(code):
            if name in owner:
                raise BundleError(f"{module}: {name} is also a name of {owner[name]}. Rename one of them.")
            owner[name] = module
