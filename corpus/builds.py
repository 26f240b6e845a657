"""The builds of the index on disk.

Each build is a folder of its own under `<data>/index/`, and the file `current` names the one in use. A build becomes
current only when it is whole, so one that was cut off leaves the earlier one serving. Layout of a build:
`manifest.json` (what made it), `documents.jsonl` and `passages.jsonl` with their tables of contents, `facets.json`,
`covers.json`, `glossary.csv`, `lexical/`, and `chroma/` unless a Chroma server holds the vectors, in a collection named
like the build.
"""

import json
import os
import re
from dataclasses import dataclass, fields
from pathlib import Path

BUILD_NAME = re.compile(r"\d{8}T\d{12}")
"""What the folder of a build is called."""

GLOSSARY = "glossary.csv"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made a build, and from what."""

    build: str
    created: str
    embedder: str
    splitter: str
    analyser: str
    chroma: str
    documents: int
    passages: int
    content: str
    glossary: str


def pointed_at(data: Path) -> str:
    """The name that the pointer holds, whether there is such a build or not; empty without a pointer."""
    try:
        return (data / "index" / "current").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def current_build(data: Path) -> Path | None:
    """The folder of the build in use, or None where there is none that can be read."""
    name = pointed_at(data)
    folder = data / "index" / name
    return folder if BUILD_NAME.fullmatch(name) and manifest_of(folder) else None


def glossary_of(data: Path, build: str) -> Path:
    """The glossary that a build was made with."""
    return data / "index" / build / GLOSSARY


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a whole build."""
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return Manifest(**{field.name: content[field.name] for field in fields(Manifest)})


def manifest_of(folder: Path) -> Manifest | None:
    """The manifest of a build, None where there is none that can be read."""
    try:
        return read_manifest(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def collection_of(build: str) -> str:
    """The name of a build's collection in Chroma."""
    return f"greendeal-{build}"


def write_whole(path: Path, content: str) -> None:
    """Write so that a reader sees the old content or the new one, also when the machine stops in between."""
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def to_disk(path: Path) -> None:
    """See that a file or folder survives a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
