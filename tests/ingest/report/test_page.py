"""The folder of the reports, and what their pages say."""

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from corpus.types import LANGUAGES, Language
from ingest.report.as_json import from_json
from ingest.report.page import latest, write
from ingest.report.rendering import file_of, index_of, render
from ingest.report.summary import summary
from ingest.report.texts import read_texts
from ingest.report.types import Entry, Loss, Outcome, Refusal
from ingest.types import Reason
from tests.ingest.report.sample import (
    AFTER,
    BEFORE,
    DIFFERENCES,
    HARM,
    HOSTILE,
    REFUSED,
    STARTED,
    SUSPICIOUS,
    UNSURE,
    report,
)

FILES = ["report.en.html", "report.fi.html", "report.json", "report.sv.html"]


def page(language: Language = "en", **changes: object) -> BeautifulSoup:
    return BeautifulSoup(render(replace(report(), **changes))[language], "html.parser")  # type: ignore[arg-type]


def test_a_run_has_a_folder_with_its_report_in_every_form(tmp_path: Path) -> None:
    folder = write(report(), tmp_path / "data" / "reports")
    assert folder == tmp_path / "data" / "reports" / "2026-11-24T010007Z"
    assert sorted(path.name for path in folder.iterdir()) == FILES
    assert from_json((folder / "report.json").read_text(encoding="utf-8")) == report()
    assert latest(folder.parent) == folder


def test_the_newest_reports_are_kept_and_nothing_else_in_the_folder_is_touched(tmp_path: Path) -> None:
    other = tmp_path / "2026-notes" / "mine.txt"
    other.parent.mkdir()
    other.write_text("keep", encoding="utf-8")
    for day in range(5):
        write(report((), started=STARTED + timedelta(days=day)), tmp_path, kept=3)
    names = sorted(path.name for path in tmp_path.iterdir() if path.is_dir())
    assert names == ["2026-11-26T010007Z", "2026-11-27T010007Z", "2026-11-28T010007Z", "2026-notes"]
    assert other.read_text(encoding="utf-8") == "keep"


def test_a_report_of_the_same_run_takes_the_former_ones_place_and_half_a_one_is_cleared_away(tmp_path: Path) -> None:
    write(report(()), tmp_path)
    (tmp_path / ".2026-11-23T010007Z.new").mkdir()
    folder = write(report(), tmp_path)
    assert from_json((folder / "report.json").read_text(encoding="utf-8")) == report()
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [folder.name]


def test_the_list_of_runs_has_the_newest_on_top_and_says_which_cannot_be_read(tmp_path: Path) -> None:
    broken = write(report(started=STARTED - timedelta(days=1)), tmp_path)
    (broken / "report.json").write_text("{", encoding="utf-8")
    write(report(started=STARTED - timedelta(days=2), refused=REFUSED), tmp_path)
    write(report(), tmp_path)
    for language in LANGUAGES:
        listed = BeautifulSoup((tmp_path / index_of(language)).read_text(encoding="utf-8"), "html.parser")
        rows = [row.get_text(" ", strip=True) for row in listed.select("tbody tr")]
        assert summary(report(), language) in rows[0]
        assert read_texts(language).get("runs", "unreadable", folder=broken.name) in rows[1]
        assert summary(report(refused=REFUSED), language) in rows[2]
        links = [str(link["href"]) for link in listed.select("a")]
        assert links[3:] == [f"{name}/{file_of(language)}" for name in ("2026-11-24T010007Z", "2026-11-22T010007Z")]
        assert all((tmp_path / link).is_file() for link in links)


def test_there_is_no_latest_report_before_the_first(tmp_path: Path) -> None:
    assert latest(tmp_path / "nowhere") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_tells_the_summary_and_everything_that_came_about(language: Language) -> None:
    found, texts = page(language), read_texts(language)
    said = found.get_text(" ", strip=True)
    assert found.html is not None
    assert found.html["lang"] == language
    assert summary(report(), language) in said
    for entry in report().entries:
        assert entry.url in said
        assert entry.title in said
        assert entry.detail in said
        if entry.reason:
            assert texts.reason(entry.reason) in said
            assert texts.remedy(entry.reason) in said
    for text in (DIFFERENCES[0].statement, DIFFERENCES[0].official_statement, "20 prosenttia", *SUSPICIOUS):
        assert text in said


def test_what_failed_for_the_same_reason_stands_together_the_commonest_first_and_what_is_no_fault_last() -> None:
    entries = [
        Entry(f"https://example.org/{number}", "", Outcome.FAILED, reason)
        for number, reason in enumerate([*[Reason.LISTING] * 4, *[Reason.BUSY] * 2, *[Reason.TIMED_OUT] * 3])
    ]
    found = page(entries=tuple(entries))
    english = read_texts("en")
    assert [heading.get_text() for heading in found.select("h3")] == [
        english.reason(Reason.TIMED_OUT),
        english.reason(Reason.BUSY),
        english.reason(Reason.LISTING),
    ]


def test_a_difference_is_marked_for_those_who_do_not_see_it() -> None:
    found = page("sv")
    assert [text.get_text() for text in found.select("del")][:2] == ["[borttaget: viisi]", "[borttaget: 20]"]
    assert [text.get_text() for text in found.select("ins")][:2] == ["[tillagt: kuusi]", "[tillagt: 50]"]


def test_a_refusal_and_a_dry_run_say_so_and_what_to_do() -> None:
    refused = page(refused=REFUSED, indexed=None).get_text(" ", strip=True)
    assert "Of 190 fetched documents, 41 would leave the answers at once: keino-a.fi, keino-b.fi, …" in refused
    assert "python -m ingest run --allow-shrinking" in refused
    assert "trial update" in page(dry=True, indexed=None).get_text()
    assert "--allow-shrinking" not in page().get_text()


def test_a_run_without_addresses_says_what_to_look_at() -> None:
    assert "corpus/sources.toml" in page(entries=()).get_text()
    assert page(entries=()).select("table") == []


def test_what_pages_hold_is_shown_and_never_does_anything() -> None:
    for language, text in render(
        report(HOSTILE, suspicious=(HARM,), refused=Refusal(Loss.DOCUMENTS, 1, 2, (HARM,)))
    ).items():
        found = BeautifulSoup(text, "html.parser")
        assert found.select("script, img, [onerror], [href^=javascript]") == [], language
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", text)
        assert "<script>alert(1)</script>" in found.get_text()


def test_a_page_asks_no_one_for_anything_and_its_policy_allows_its_own_style_alone() -> None:
    found = page()
    assert found.select("link, script, img, iframe, [src], [style]") == []
    style = found.select_one("style")
    policy = found.select_one("meta[http-equiv]")
    assert style is not None
    assert policy is not None
    digest = b64encode(hashlib.sha256(style.get_text().encode()).digest()).decode()
    assert policy["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style.get_text()


def test_the_order_of_headings_skips_no_level_and_every_link_within_the_page_leads_somewhere() -> None:
    found = page(refused=REFUSED, indexed=None)
    levels = [int(heading.name[1]) for heading in found.select("h1, h2, h3")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    for link in found.select("a[href^='#']"):
        assert found.select_one(str(link["href"])) is not None


def test_a_page_stays_small_when_everything_has_changed_wholly() -> None:
    words = " ".join(f"sana{number}" for number in range(20_000))
    entries = [
        Entry(f"https://example.org/{number}", "Sivu", Outcome.CHANGED, before=words, after=words.upper())
        for number in range(40)
    ]
    for text in render(report(tuple(entries))).values():
        assert len(text) < 4_000_000
    assert read_texts("en").get("changes", "too_large") in render(report(tuple(entries)))["en"]


def test_a_change_that_no_one_sees_is_told_as_such() -> None:
    entry = Entry("https://example.org", "Sivu", Outcome.CHANGED, before=BEFORE, after=BEFORE + "\u200b")
    assert read_texts("en").get("changes", "unseen") in page(entries=(entry,)).get_text()
    assert read_texts("en").get("changes", "unseen") not in page(entries=(replace(entry, after=AFTER),)).get_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pairs_that_stay_open_have_a_section_that_says_what_to_do(language: Language) -> None:
    found = page(language).find("section", {"aria-labelledby": "unsure"})
    assert found is not None
    assert [link.get_text() for link in found("a")] == list(UNSURE[0].urls)
    assert read_texts(language).doubt(UNSURE[0].doubt) in found.get_text()
    assert page(language, unsure=()).find("section", {"aria-labelledby": "unsure"}) is None
