"""A report on a terminal, or in the mail that cron sends: it fits 80 columns and needs no colour."""

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpus.types import Language
from corpus.visible import visible
from ingest.report.summary import summary
from ingest.report.texts import Texts, read_texts
from ingest.report.types import ALLOW_SHRINKING, ORDER, Difference, Entry, Outcome, Report, by_reason
from ingest.types import Reason, Unsure


def print_report(report: Report, language: Language, console: Console) -> None:
    """Print what a run did: a sentence, what is not as it was, and what to look into."""
    texts = read_texts(language)
    console.print(Text(summary(report, language), style="bold"))
    for line in _notices(report, texts):
        console.print(Text(line))
    groups = [(outcome, by_reason(report.of(outcome))) for outcome in ORDER if outcome is not Outcome.UNCHANGED]
    if any(found for _, found in groups):
        console.print(_table(groups, texts))
    _print_part("differences", [_difference(found, texts) for found in report.differences], texts, console)
    _print_part("unsure", [_unsure(pair, texts) for pair in report.unsure], texts, console)
    _print_part("suspicious", report.suspicious, texts, console)


def _notices(report: Report, texts: Texts) -> Iterator[str]:
    if report.refused:
        yield f"{texts.get('notice', 'refused_why')} {texts.refusal(report.refused)}"
        yield texts.get("notice", "refused_do", command=ALLOW_SHRINKING)
    if not report.entries:
        yield texts.get("notice", "no_entries")


def _table(groups: Sequence[tuple[Outcome, Sequence[tuple[Reason | None, Sequence[Entry]]]]], texts: Texts) -> Table:
    """Each outcome's addresses, those with the same reason together under it."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(texts.get("page", "outcome"), no_wrap=True)
    table.add_column(texts.get("aliases", "address"), overflow="fold")
    for outcome, reasons in groups:
        name = texts.get("outcome", outcome)
        for reason, entries in reasons:
            if reason:
                table.add_row(Text(name), Text(f"{texts.reason(reason)} {texts.remedy(reason)}"))
            for entry in entries:
                table.add_row(Text("" if reason else name), Text("\n".join(_told(entry, texts))))
    return table


def _told(entry: Entry, texts: Texts) -> Iterator[str]:
    """An address in a few lines: what it is called, and what was seen."""
    mark = "- " if entry.reason else ""
    if entry.title and entry.title != entry.url:
        yield f"{mark}{visible(entry.title)}"
        mark = ""
    yield f"{mark}{visible(entry.url)}"
    if entry.detail:
        yield f"{texts.get('page', 'seen')} {visible(entry.detail)}"
    if entry.alias_of:
        yield texts.get("aliases", "same_as", url=visible(entry.alias_of))


def _unsure(pair: Unsure, texts: Texts) -> str:
    shared = texts.get("unsure", "shared", shared=texts.percent(pair.shared))
    return "\n".join([*map(visible, pair.urls), f"{texts.doubt(pair.doubt)} {shared}"])


def _difference(found: Difference, texts: Texts) -> str:
    ours, official = (", ".join(figures) for figures in (found.figures, found.official_figures))
    return visible(
        f"{texts.get('differences', 'ours')}: {found.statement} ({found.document}: {ours})\n"
        f"{texts.get('differences', 'official')}: {found.official_statement} ({found.official_url}: {official})"
    )


def _print_part(name: str, lines: tuple[str, ...] | list[str], texts: Texts, console: Console) -> None:
    if not lines:
        return
    console.print(Text(f"{texts.get('section', name)} ({texts.number(len(lines))})", style="bold"))
    console.print(Text(f"{texts.get(name, 'means')} {texts.get(name, 'do')}"))
    for line in lines:
        console.print(Text(f"\n{visible(line)}"))
    console.print()
