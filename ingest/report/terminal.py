"""A report on a terminal, or in the mail that cron sends: it fits 80 columns and needs no colour."""

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpus.types import Language
from corpus.visible import visible
from ingest.report.summary import summary
from ingest.report.texts import Texts, read_texts
from ingest.report.types import ALLOW_SHRINKING, ORDER, Difference, Entry, Outcome, Report


def print_report(report: Report, language: Language, console: Console) -> None:
    """Print what a run did: a sentence, what is not as it was, and what to look into."""
    texts = read_texts(language)
    console.print(Text(summary(report, language), style="bold"))
    for line in _notices(report, texts):
        console.print(Text(line))
    told = [entry for outcome in ORDER for entry in report.of(outcome) if outcome is not Outcome.UNCHANGED]
    if told:
        console.print(_table(told, texts))
    _print_part("differences", [_difference(found, texts) for found in report.differences], texts, console)
    _print_part("suspicious", report.suspicious, texts, console)


def _notices(report: Report, texts: Texts) -> Iterator[str]:
    if report.refused:
        yield f"{texts.get('notice', 'refused_why')} {texts.refusal(report.refused)}"
        yield texts.get("notice", "refused_do", command=ALLOW_SHRINKING)
    if not report.entries:
        yield texts.get("notice", "no_entries")


def _table(entries: list[Entry], texts: Texts) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(texts.get("page", "outcome"), no_wrap=True)
    table.add_column(texts.get("aliases", "address"), overflow="fold")
    for entry in entries:
        table.add_row(Text(texts.get("outcome", entry.outcome)), Text("\n".join(_told(entry, texts))))
    return table


def _told(entry: Entry, texts: Texts) -> Iterator[str]:
    """An address in a few lines: what it is called, why it gave nothing, and what to do."""
    if entry.title and entry.title != entry.url:
        yield visible(entry.title)
    yield visible(entry.url)
    if entry.reason:
        yield f"{texts.reason(entry.reason)} {texts.remedy(entry.reason)}"
    if entry.detail:
        yield f"{texts.get('page', 'seen')} {visible(entry.detail)}"
    if entry.alias_of:
        yield texts.get("aliases", "same_as", url=visible(entry.alias_of))


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
