"""The folder of the reports: one folder a run, named by when it started, and a page that lists them."""

import re
import shutil
from datetime import UTC
from pathlib import Path

from corpus.builds import write_whole
from corpus.types import LANGUAGES
from ingest.report.as_json import NotAReport, from_json, to_json
from ingest.report.rendering import file_of, index_of, render, render_runs
from ingest.report.types import Report

KEPT = 30
"""How many runs' reports are kept."""

_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")


def write(report: Report, folder: Path, kept: int = KEPT) -> Path:
    """Write a report as JSON and as pages, list it, and clear away the oldest; give the folder of this run.

    Whoever reads meanwhile sees a report whole or not at all. A report of the same run takes the former one's place.
    """
    name = f"{report.started.astimezone(UTC):%Y-%m-%dT%H%M%SZ}"
    for half in folder.glob(".*Z.new"):  # of a process that was killed
        shutil.rmtree(half)
    new = folder / f".{name}.new"
    new.mkdir(parents=True)
    (new / "report.json").write_text(to_json(report), encoding="utf-8")
    for language, page in render(report).items():
        (new / file_of(language)).write_text(page, encoding="utf-8")
    shutil.rmtree(folder / name, ignore_errors=True)
    new.rename(folder / name)
    for old in _runs(folder)[kept:]:
        shutil.rmtree(old)
    _list(folder)
    return folder / name


def latest(folder: Path) -> Path | None:
    """The folder of the newest report; None where there is none."""
    return next(iter(_runs(folder)), None)


def _runs(folder: Path) -> list[Path]:
    """The folders of the runs, the newest first; nothing else that may lie there."""
    return sorted((path for path in folder.glob("*Z") if _NAME.fullmatch(path.name)), reverse=True)


def _list(folder: Path) -> None:
    pages = render_runs([(path.name, _read(path)) for path in _runs(folder)])
    for language in LANGUAGES:
        write_whole(folder / index_of(language), pages[language])


def _read(run: Path) -> Report | None:
    try:
        return from_json((run / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, NotAReport):
        return None
