"""Reports as HTML that needs nothing else: no script, and nothing from elsewhere."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from corpus.types import LANGUAGES, Language
from corpus.visible import visible
from ingest.report.changes import Comparison, beginning, compare
from ingest.report.summary import summary
from ingest.report.texts import read_texts
from ingest.report.types import ALLOW_SHRINKING, ORDER, Difference, Entry, Outcome, Report, by_reason

_MOST_ON_A_PAGE = 1_000_000  # characters of all texts and differences
_PAGES = Path(__file__).parent / "pages"
_INDEX = {"fi": "index.html", "sv": "index.sv.html", "en": "index.en.html"}


def file_of(language: Language) -> str:
    """The file of a report's page in a language."""
    return f"report.{language}.html"


def index_of(language: Language) -> str:
    """The file, beside the folders of the runs, of the page that lists them."""
    return _INDEX[language]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a page shows of the texts, by entry; a comparison is None where there is no room left for it."""

    comparisons: Mapping[Entry, Comparison | None]
    beginnings: Mapping[Entry, tuple[list[str], bool]]


def render(report: Report) -> dict[Language, str]:
    """The page of a report in each language. Bounded in size and time, however much has changed."""
    report = _seen(report)
    shown = _shown(report)
    return {language: _render(report, shown, language) for language in LANGUAGES}


def render_runs(runs: Sequence[tuple[str, Report | None]]) -> dict[Language, str]:
    """The page that lists runs, in each language. A run is its folder's name and its report, None if unreadable."""
    template = _environment().get_template("runs.html")
    return {
        language: template.render(texts=read_texts(language), addresses=_INDEX, runs=runs, summary=summary)
        for language in LANGUAGES
    }


def _render(report: Report, shown: _Shown, language: Language) -> str:
    texts = read_texts(language)
    return (
        _environment()
        .get_template("report.html")
        .render(
            texts=texts,
            addresses={other: file_of(other) for other in LANGUAGES},
            index=f"../{index_of(language)}",
            title=texts.get("page", "title", time=texts.time(report.started)),
            summary=summary(report, language),
            report=report,
            by_outcome={outcome: report.of(outcome) for outcome in ORDER},
            by_reason=by_reason,
            aliases=[entry for entry in report.entries if entry.alias_of],
            comparisons=shown.comparisons,
            beginnings=shown.beginnings,
            language_of=_language_of,
            allow=ALLOW_SHRINKING,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (_PAGES / "page.css").read_text(encoding="utf-8").strip()
    environment.globals["style"] = Markup(style)  # noqa: S704  # our own file
    environment.globals["style_hash"] = "sha256-" + b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment


def _seen(report: Report) -> Report:
    """The report without characters that no one sees, such as those that turn the direction of what follows."""
    return replace(
        report,
        entries=tuple(
            replace(
                entry,
                url=visible(entry.url),
                title=visible(entry.title),
                detail=visible(entry.detail),
                alias_of=visible(entry.alias_of) if entry.alias_of else None,
            )
            for entry in report.entries
        ),
        differences=tuple(_seen_difference(found) for found in report.differences),
        suspicious=tuple(map(visible, report.suspicious)),
        unsure=tuple(replace(pair, urls=(visible(pair.urls[0]), visible(pair.urls[1]))) for pair in report.unsure),
    )


def _seen_difference(found: Difference) -> Difference:
    return Difference(
        visible(found.document),
        visible(found.statement),
        tuple(map(visible, found.figures)),
        visible(found.official_url),
        visible(found.official_statement),
        tuple(map(visible, found.official_figures)),
    )


def _shown(report: Report) -> _Shown:
    """The differences of what has changed, then the texts of what is new, until a page is full."""
    comparisons: dict[Entry, Comparison | None] = {}
    beginnings: dict[Entry, tuple[list[str], bool]] = {}
    room = _MOST_ON_A_PAGE
    for entry in report.of(Outcome.CHANGED):
        comparison = compare(entry.before, entry.after) if room > 0 else None
        comparisons[entry] = comparison
        room -= comparison.size if comparison else 0
    for entry in report.of(Outcome.ADDED):
        if entry.after and room > 0:
            beginnings[entry] = beginning(entry.after)
            room -= sum(map(len, beginnings[entry][0]))
    return _Shown(comparisons, beginnings)


def _language_of(document: str) -> str:
    """The language of a document by its id, or an empty text."""
    language = document.rpartition(".")[2]
    return language if language in LANGUAGES else ""
