"""How the material stands, told on a terminal: the last run, the index in use, what fails, what there is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpus.deals import read_deals
from corpus.types import GENERAL, LANGUAGES, Kind, Language
from corpus.visible import visible
from ingest.report.texts import Texts, read_texts
from ingest.report.types import ORDER, Outcome
from ingest.types import Reason


class Ending(StrEnum):
    """How a run ended. A key of the report's texts."""

    DONE = "done"
    REFUSED = "refused"  # it would have taken too much away
    RUNNING = "running"  # it goes on now
    CUT_OFF = "cut_off"  # it neither ended nor goes on; the next one takes it up


@dataclass(frozen=True, slots=True)
class LastRun:
    """The run that started last. `ended` is None where it has no end."""

    started: datetime  # UTC
    ended: datetime | None
    ending: Ending


@dataclass(frozen=True, slots=True)
class Build:
    """A build of the index that can be searched, or brought back."""

    name: str
    created: datetime
    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class Failing:
    """An address that has not been had since a day. `left` says that its text is out of the answers."""

    url: str
    reason: Reason | None
    since: datetime  # UTC
    left: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """How the material stands.

    `outcomes` counts the addresses of the last run. `documents` counts those of the build in use by deal, kind and
    language. `earlier` are the builds that can be brought back, the newest first.
    """

    last_run: LastRun | None
    build: Build | None
    outcomes: Mapping[Outcome, int]
    failing: tuple[Failing, ...]
    documents: Mapping[tuple[str, Kind, Language], int]
    earlier: tuple[Build, ...]


def print_status(status: Status, language: Language, console: Console) -> None:
    """Print how the material stands; it fits 80 columns and needs no colour."""
    texts = read_texts(language)
    console.print(Text(texts.get("status", "title"), style="bold"))
    _print_part("last_run", [_run(status.last_run, texts)], texts, console)
    build = _build(status.build, texts) if status.build else texts.get("status", "no_index")
    _print_part("index", [build], texts, console)
    if status.last_run:
        _print_part("addresses", list(_outcomes(status.outcomes, texts)), texts, console)
        _print_part("failing", list(_failing(status.failing, texts)), texts, console)
    _print_documents(status.documents, texts, console)
    _print_part("earlier", list(_earlier(status.earlier, texts)), texts, console)


def _print_part(heading: str, lines: list[str], texts: Texts, console: Console) -> None:
    console.print(Text(f"\n{texts.get('status', heading)}", style="bold"))
    for line in lines:
        console.print(Text(visible(line)))


def _run(run: LastRun | None, texts: Texts) -> str:
    if run is None:
        return texts.get("status", "never")
    ending = texts.get("ending", run.ending)
    if run.ended is None:
        return texts.get("status", "run", started=texts.time(run.started), ending=ending)
    return texts.get("status", "run_ended", started=texts.time(run.started), ended=texts.time(run.ended), ending=ending)


def _build(build: Build, texts: Texts) -> str:
    return texts.get(
        "status",
        "build",
        build=build.name,
        created=texts.time(build.created),
        documents=texts.counted("documents", build.documents),
        passages=texts.counted("passages", build.passages),
    )


def _outcomes(outcomes: Mapping[Outcome, int], texts: Texts) -> Iterator[str]:
    for outcome in ORDER:
        if count := outcomes.get(outcome, 0):
            yield f"{texts.get('outcome', outcome)}: {texts.number(count)}"
    if not sum(outcomes.values()):
        yield texts.get("status", "addresses_none")


def _failing(failing: tuple[Failing, ...], texts: Texts) -> Iterator[str]:
    """The addresses that fail, the one that has failed longest first."""
    if not failing:
        yield texts.get("status", "failing_none")
    for found in sorted(failing, key=lambda found: found.since):
        since = texts.get("status", "failing_since", since=texts.time(found.since))
        why = texts.reason(found.reason) if found.reason else ""
        left = texts.get("status", "failing_left") if found.left else ""
        yield f"- {found.url}\n{' '.join(part for part in (since, why, left) if part)}"


def _print_documents(documents: Mapping[tuple[str, Kind, Language], int], texts: Texts, console: Console) -> None:
    _print_part("documents", [] if documents else [texts.get("status", "documents_none")], texts, console)
    if not documents:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(texts.get("status", "deal"), overflow="fold")
    table.add_column(texts.get("status", "kind"), overflow="fold")
    for language in LANGUAGES:
        table.add_column(texts.get("language", language), justify="right", no_wrap=True)
    for deal, kind in sorted({(deal, kind) for deal, kind, _ in documents}, key=_general_last):
        counts = (documents.get((deal, kind, language), 0) for language in LANGUAGES)
        name, what = deal_name(deal, texts), texts.get("kind", kind)
        table.add_row(Text(name), Text(what), *(texts.number(count) if count else "–" for count in counts))
    console.print(table)


def _general_last(row: tuple[str, Kind]) -> tuple[bool, str, str]:
    return row[0] == GENERAL, *row


def deal_name(deal: str, texts: Texts) -> str:
    """What a deal is called, in short."""
    if deal == GENERAL:
        return texts.get("status", "general")
    known = read_deals().get(deal)
    return known.short[texts.language] if known else deal


def _earlier(earlier: tuple[Build, ...], texts: Texts) -> Iterator[str]:
    if not earlier:
        yield texts.get("status", "earlier_none")
        return
    for build in earlier:
        yield _build(build, texts)
    yield texts.get("status", "earlier_do")
