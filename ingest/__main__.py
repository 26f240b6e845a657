"""`python -m ingest`: fetch the sources, build the index, and see to both."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

# heavy imports stand in the functions, so that --help need not wait for them

if TYPE_CHECKING:
    from rich.progress import Progress

    from corpus.types import Language
    from ingest.settings import IngestSettings

_STOPPED = 130  # what a shell gives for a program that Ctrl+C ended

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

_InLanguage = Annotated[str, typer.Option("--language", help="Language of what is printed: fi, sv or en.")]


@app.callback(invoke_without_command=True)
def build(
    context: typer.Context,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Embed everything anew, also what has not changed.")
    ] = False,
) -> None:
    """Without a command: build the index of the bundled texts and of what was fetched, or bring it up to date.

    What has not changed is not embedded again. The index in use goes on serving until the new one is whole. Settings
    are GREENDEAL_… variables (see the README). Exit codes: 0 done, 1 not done, 2 wrong settings or options.
    """
    if context.invoked_subcommand:
        return
    settings = _settings()
    start = time.perf_counter()
    with _told("The index was not built"), _bar() as bar:
        from ingest.run import build as build_index

        built = build_index(settings, rebuild=rebuild, progress=_Embedding(bar))
    print(f"{built.synced} Index {built.synced.build}, {time.perf_counter() - start:.1f} s.")
    for suspicion in built.left_out:
        print(f"Suspicious: {suspicion}")


@app.command()
def run(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would change; write nothing.")] = False,
    allow_shrinking: Annotated[
        bool,
        typer.Option("--allow-shrinking", help="Go on also where a large part of the pages would leave."),
    ] = False,
    language: _InLanguage = "en",
) -> None:
    """Fetch every source, follow the links that its rules allow, and bring the index up to date.

    A run that was cut off is gone on with. The report is in the folder `reports` of the data folder. Exit codes: 0
    done, 1 not done or refused, 2 wrong settings or options, 130 stopped by Ctrl+C.
    """
    settings = _settings()
    in_language = _language(language)
    with _told("The run was not finished, and what it fetched is kept"), _bar() as bar:
        from ingest.run import Watch
        from ingest.run import run as run_all

        report = run_all(
            settings, dry=dry_run, allow_shrinking=allow_shrinking, watch=Watch(_Fetching(bar), _Embedding(bar))
        )
    from rich.console import Console

    from ingest.report.page import latest
    from ingest.report.terminal import print_report
    from ingest.report.types import Outcome

    with _told("The run is done, and its report cannot be printed"):
        print_report(report, in_language, Console())
        if not dry_run:
            print(latest(settings.reports))
    nothing_came = report.entries and not any(
        entry.outcome not in (Outcome.FAILED, Outcome.REMOVED) for entry in report.entries
    )
    raise SystemExit(1 if report.refused or nothing_came else 0)


@app.command()
def check(
    url: Annotated[str, typer.Argument(help="The address to look at.")],
    at: Annotated[
        str, typer.Option("--at", metavar="DATE", help="Look at what was kept, as it stood at the end of that day.")
    ] = "",
    language: _InLanguage = "en",
) -> None:
    """Show what would be extracted from one address, as the passages a user would be quoted. Nothing is written."""
    settings = _settings()
    in_language = _language(language)
    moment = _end_of_day(at) if at else None
    with _told(f"{url} was not looked at"):
        from rich.console import Console

        from ingest.check import check as look
        from ingest.show import nothing, show
        from ingest.types import NotExtracted, NotFetched

        try:
            found = look(settings, url, at=moment)
        except NotExtracted as fault:
            found = NotFetched(url, fault.reason, fault.detail, datetime.now(UTC))
        if isinstance(found, NotFetched):
            print(nothing(url, found.reason, found.detail, in_language), file=sys.stderr)
            raise SystemExit(1)
        show(found, in_language, Console(highlight=False))


@app.command()
def remove(
    url: Annotated[str, typer.Argument(help="The address, as the report has it.")],
    undo: Annotated[bool, typer.Option("--undo", help="Let it in again.")] = False,
) -> None:
    """Take a page out of the answers, now and in later runs."""
    settings = _settings()
    with _told("Nothing was removed"):
        from ingest.remove import mark

        mark(settings, url, undo=undo)
    with _told(f"{url} is noted, and the index is as it was; the next run or build sees to it"), _bar() as bar:
        from ingest.run import build as build_index

        synced = build_index(settings, rebuild=False, progress=_Embedding(bar)).synced
    done = "is let in again" if undo else "is out of the answers, now and in later runs"
    print(f"{url} {done}. {synced} Index {synced.build}.")


@app.command()
def status(language: _InLanguage = "en") -> None:
    """Tell of the last run, the index in use, and the pages that fail."""
    settings = _settings()
    in_language = _language(language)
    with _told("The status cannot be read"):
        from rich.console import Console

        from ingest.report.status import print_status
        from ingest.status import read_status

        print_status(read_status(settings), in_language, Console())


@app.command()
def rollback(
    to: Annotated[str, typer.Option("--to", metavar="BUILD", help="The build to bring back; see `status`.")] = "",
) -> None:
    """Bring back the index that was in use before. A server that is running goes over to it by itself."""
    settings = _settings()
    with _told("Nothing was brought back"):
        from corpus.analysis import choose_analyser
        from corpus.embedding import load_embedder
        from corpus.sync import rollback as bring_back

        choose_analyser(settings.analyser)
        embedder = load_embedder(settings.embedder, settings.prefixes)
        was, now = bring_back(settings.data_dir, embedder, settings.chroma_address, to or None)
    print(f"Index {now} is in use again in place of {was}.")
    print("The next run or build brings the index up to date again: take out what is wrong before (`remove URL`).")


class _Embedding:
    """The line of the progress bar that tells of embedding; there while there is something to embed."""

    def __init__(self, bar: "Progress") -> None:
        self._bar = bar
        self._task = bar.add_task("Embedding passages", total=None, visible=False)

    def __call__(self, done: int, total: int) -> None:
        self._bar.update(self._task, completed=done, total=total, visible=total > 0)


class _Fetching:
    """The line of the progress bar that tells of fetching and names the host."""

    def __init__(self, bar: "Progress") -> None:
        self._bar = bar
        self._task = bar.add_task("Fetching", total=None, visible=False)

    def __call__(self, done: int, total: int, host: str) -> None:
        self._bar.update(self._task, completed=done, total=total, visible=True, description=f"Fetching {host}".rstrip())


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    return Progress(*Progress.get_default_columns(), MofNCompleteColumn(), console=Console(stderr=True))


def _settings() -> "IngestSettings":
    from corpus.settings import read_or_exit
    from ingest.settings import IngestSettings

    return read_or_exit(IngestSettings)


@contextmanager
def _told(failed: str) -> Iterator[None]:
    """Tell of a fault in one line, as `failed` and why, and leave."""
    from corpus.dense import DenseIndexError
    from corpus.embedding import EmbedderFailed, UnknownEmbedder
    from corpus.glossary import GlossaryError
    from corpus.lock import Busy
    from corpus.sync import NoSuchBuild
    from ingest.bodies import ArchiveError
    from ingest.bundled import TextError
    from ingest.remove import UnknownAddress
    from ingest.run import NothingToIngest
    from ingest.sources import SourcesError

    try:
        yield
    except (
        ArchiveError, Busy, DenseIndexError, EmbedderFailed, GlossaryError, NoSuchBuild, NothingToIngest, SourcesError,
        TextError, UnknownAddress,
    ) as error:  # fmt: skip
        print(f"{failed}: {error}", file=sys.stderr)
        raise SystemExit(1) from error
    except OSError as error:
        print(f"{failed}: {error}. Has the disk room, and may the folders be written?", file=sys.stderr)
        raise SystemExit(1) from error
    except UnknownEmbedder as error:
        print(f"Wrong setting:\nGREENDEAL_EMBEDDER: {error}", file=sys.stderr)
        raise SystemExit(2) from error
    except KeyboardInterrupt:
        print(f"{failed}: stopped by Ctrl+C.", file=sys.stderr, flush=True)
        os._exit(_STOPPED)  # threads that still ask are not waited for; what is written is written whole


def _language(given: str) -> "Language":
    from corpus.types import LANGUAGES

    for language in LANGUAGES:
        if language == given:
            return language
    raise typer.BadParameter(f"“{given}” is none of {', '.join(LANGUAGES)}.", param_hint="--language")


def _end_of_day(given: str) -> datetime:
    from zoneinfo import ZoneInfo

    try:
        day = datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=ZoneInfo("Europe/Helsinki"))
    except ValueError as error:
        raise typer.BadParameter(f"“{given}” is no day such as 2026-11-24.", param_hint="--at") from error
    return (day + timedelta(days=1)).astimezone(UTC)


if __name__ == "__main__":
    app()
