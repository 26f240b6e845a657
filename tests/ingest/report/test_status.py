"""The status tells the last run, the index, what fails and what there is, in 80 columns and three languages."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from rich.console import Console

from corpus.types import LANGUAGES, Kind, Language
from ingest.report.status import Build, Ending, Failing, LastRun, Status, print_status
from ingest.report.texts import read_texts
from ingest.report.types import Outcome
from ingest.types import Reason
from tests.ingest.report.sample import STARTED

STATUS = Status(
    LastRun(STARTED, STARTED + timedelta(minutes=4), Ending.DONE),
    Build("20261124T010412123456", STARTED, 214, 1530),
    {Outcome.UNCHANGED: 1138, Outcome.FAILED: 2, Outcome.ADDED: 0},
    (
        Failing("https://vayla.fi/-/paallysteet", Reason.TIMED_OUT, STARTED),
        Failing("https://kassi-info.fi/muovikassisopimus", Reason.GONE, STARTED - timedelta(days=9), left=True),
        Failing("https://example.org/\x1b[31m", None, STARTED - timedelta(days=1)),
    ),
    {
        ("general", Kind.PAGE, "fi"): 1234,
        ("emission-free-sites", Kind.AGREEMENT, "fi"): 1,
        ("emission-free-sites", Kind.AGREEMENT, "sv"): 2,
        ("no-such-deal", Kind.GAP, "en"): 3,
    },
    (Build("20261123T010412123456", STARTED - timedelta(days=1), 1, 1),),
)
NOTHING = Status(None, None, {}, (), {}, ())


def printed(status: Status, language: Language = "en") -> str:
    out = io.StringIO()
    print_status(status, language, Console(file=out, width=80))
    text = out.getvalue()
    assert max(map(len, text.splitlines())) <= 80
    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_told_in_the_language(language: Language) -> None:
    told, texts = " ".join(printed(STATUS, language).split()), read_texts(language)
    assert texts.time(STARTED) in told
    assert texts.get("ending", "done") in told
    assert "20261124T010412123456" in told
    assert "20261123T010412123456" in told
    assert texts.counted("documents", 1) in told
    assert f"{texts.get('outcome', 'unchanged')}: {' '.join(texts.number(1138).split())}" in told
    assert texts.get("outcome", "added") not in told
    assert texts.reason(Reason.TIMED_OUT) in told
    assert texts.get("status", "failing_left") in told
    assert "rollback" in told


def test_the_address_that_fails_longest_comes_first() -> None:
    text = printed(STATUS)
    assert text.index("kassi-info.fi") < text.index("example.org") < text.index("vayla.fi")
    assert "Not fetched since 15 November 2026 at 3:00." in text
    assert "\x1b" not in text


def test_documents_are_counted_by_deal_kind_and_language_with_the_general_ones_last() -> None:
    rows = [line.split() for line in printed(STATUS).splitlines() if line.split()[-1:] in (["–"], ["3"])]
    assert [row[-3:] for row in rows] == [["1", "2", "–"], ["–", "–", "3"], ["1,234", "–", "–"]]
    assert rows[2][0] == "General"


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_anything_was_done_it_says_what_to_do(language: Language) -> None:
    text = printed(NOTHING, language)
    assert "python -m ingest run" in text
    assert read_texts(language).get("status", "no_index") in text
    assert read_texts(language).get("status", "failing_none") not in text


@pytest.mark.parametrize("ending", Ending)
def test_a_run_without_an_end_is_told_by_how_it_stands(ending: Ending) -> None:
    text = printed(replace(STATUS, last_run=LastRun(STARTED, None, ending)))
    assert f"began 24 November 2026 at 3:00: {read_texts('en').get('ending', ending)}" in " ".join(text.split())
