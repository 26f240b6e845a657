"""A report on a terminal fits 80 columns, needs no colour, and carries no command of a page."""

import io

import pytest
from rich.console import Console

from corpus.types import LANGUAGES, Language
from ingest.report.summary import summary
from ingest.report.terminal import print_report
from ingest.report.texts import read_texts
from ingest.report.types import Entry, Loss, Outcome, Refusal, Report
from ingest.types import Doubt, Reason
from tests.ingest.report.sample import ENTRIES, HARM, HOSTILE, REFUSED, UNSURE, report


def printed(given: Report, language: Language = "en", width: int = 80) -> str:
    out = io.StringIO()
    print_report(given, language, Console(file=out, width=width))
    return out.getvalue()


def unwrapped(text: str) -> str:
    """The text without spaces and line breaks, which depend on the width."""
    return "".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_comes_first_and_everything_that_is_not_unchanged_is_told(language: Language) -> None:
    text = printed(report(), language)
    assert unwrapped(text).startswith(unwrapped(summary(report(), language)))
    assert max(map(len, text.splitlines())) <= 80
    told = unwrapped(text)
    texts = read_texts(language)
    for entry in ENTRIES:
        if entry.outcome != "unchanged":
            assert unwrapped(entry.url) in told
        if entry.reason:
            assert unwrapped(texts.reason(entry.reason) + texts.remedy(entry.reason)) in told
    assert "https://ym.fi/green-deal-avtal" not in text
    assert unwrapped(texts.get("section", "differences")) in told
    assert unwrapped(texts.get("section", "suspicious")) in told
    assert unwrapped(texts.get("section", "unsure")) in told


def test_addresses_with_the_same_reason_stand_together_and_what_to_do_is_told_once() -> None:
    gone = tuple(
        Entry(f"https://example.org/{n}", "", Outcome.FAILED, Reason.TIMED_OUT if n == 1 else Reason.GONE)
        for n in range(3)
    )
    told = unwrapped(printed(report(gone)))
    remedy = unwrapped(read_texts("en").remedy(Reason.GONE))
    assert told.count(remedy) == 1
    assert told.index("example.org/2") < told.index("example.org/1"), "the commonest reason goes first"
    assert told.index(remedy) < told.index("example.org/0") < told.index("example.org/2")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pair_that_stays_open_is_told_with_what_to_do(language: Language) -> None:
    told = unwrapped(printed(report(), language))
    for url in UNSURE[0].urls:
        assert unwrapped(url) in told
    assert unwrapped(read_texts(language).doubt(Doubt.WHICH_IS_NEWER)) in told
    assert "88" in told


def test_a_refusal_tells_why_and_the_switch() -> None:
    told = unwrapped(printed(report(refused=REFUSED)))
    assert unwrapped(read_texts("en").refusal(REFUSED)) in told
    assert unwrapped("python -m ingest run --allow-shrinking") in told


def test_a_run_that_changed_nothing_is_the_sentence_alone() -> None:
    quiet = report(ENTRIES[2:5], differences=(), suspicious=(), unsure=())
    assert printed(quiet, width=300) == f"{summary(quiet, 'en')}\n"


def test_a_run_without_addresses_says_what_to_look_at() -> None:
    assert "corpus/sources.toml" in printed(report(()))


def test_nothing_of_a_page_reaches_the_terminal_as_a_command_or_markup() -> None:
    text = printed(
        report((*HOSTILE,), suspicious=(f"[red]{HARM}[/red]",), refused=Refusal(Loss.DOCUMENTS, 1, 2, (HARM,)))
    )
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[red]" in text
