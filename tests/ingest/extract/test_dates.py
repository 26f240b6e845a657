"""Dates are read as three languages write them, and only what a page says of its publication is taken for that."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.dates import labelled_date, lone_date, marginal, read_date

TODAY = date(2026, 11, 24)
SIGNED = date(2020, 9, 9)


@pytest.mark.parametrize(
    "text",
    [
        "9.9.2020",
        "09.09.2020 klo 13.15",
        "9. 9. 2020",
        "9/9/2020",
        "2020-09-09",
        "2020-09-09T13:15:00+03:00",
        "2020-09-08T22:30:00Z",  # already the 9th in Finland
        "9. syyskuuta 2020",
        "keskiviikkona 9. syyskuuta 2020",
        "den 9 september 2020",
        "9 September 2020",
        "9th Sept 2020".replace("Sept", "Sep"),
        "September 9, 2020",
    ],
)
def test_a_date_is_read_in_each_of_its_forms(text: str) -> None:
    assert read_date(text, TODAY) == SIGNED


@pytest.mark.parametrize("text", ["", "31.2.2020", "9.9.", "1.1.1970", "1.1.2031", "192.168.1.2020", "12345-01-01"])
def test_what_cannot_be_the_day_of_a_page_is_no_date(text: str) -> None:
    assert read_date(text, TODAY) is None


@pytest.mark.parametrize(
    "lines",
    [
        ["Julkaisuajankohta 9.9.2020 13.15"],
        ["Ympäristöministeriö Julkaisuajankohta 9.9.2020 13.15 Tiedote"],
        ["Tiedote", "Julkaisuajankohta", "9.9.2020 13.15"],
        ["Julkaistu: 9.9.2020 klo 13.15 | Päivitetty 10.9.2020"],
        ["Publicerad 9 september 2020"],
        ["Publicerad den 9 september 2020 kl. 13.15"],
        ["Published on 9 September 2020"],
        ["News item · Published 9 September 2020 at 13.15"],
    ],
)
def test_a_labelled_date_is_that_of_publication(lines: list[str]) -> None:
    assert labelled_date(lines, "published", TODAY) == SIGNED


@pytest.mark.parametrize(
    "line",
    [
        "Tapahtuma 9.9.2020",
        "Sopimus allekirjoitettiin 9.9.2020.",
        "Kriteerit julkaistu 9.9.2020 pidetyssä tilaisuudessa",
        "Published on 9 September 2020 the criteria limit fragrances",
        "Päivitetty 9.9.2020",
    ],
)
def test_another_date_is_not_that_of_publication(line: str) -> None:
    assert labelled_date([line], "published", TODAY) is None


@pytest.mark.parametrize(
    "line", ["Päivitetty 9.9.2020", "Senast uppdaterad 9.9.2020", "Last updated on 9 September 2020"]
)
def test_the_day_of_the_last_change_is_told_apart(line: str) -> None:
    assert labelled_date([line], "changed", TODAY) == SIGNED


def test_only_a_line_that_is_nothing_else_is_a_lone_date() -> None:
    assert lone_date(["Tilaisuus 1.2.2021", "9.9.2020 13.15"], TODAY) == SIGNED


@pytest.mark.parametrize(
    ("line", "says_nothing_else"),
    [
        ("Julkaistu 9.9.2020 klo 13.15 | Päivitetty 10.9.2020", True),
        ("9.9.2020", True),
        ("Sopimus päättyy 31.12.2030", False),
        ("2030", False),
        ("", False),
    ],
)
def test_a_line_that_only_tells_when_the_page_was_made_is_marginal(line: str, says_nothing_else: bool) -> None:
    assert marginal(line) is says_nothing_else


@given(st.text(max_size=200))
def test_any_text_can_be_asked_for_a_date(text: str) -> None:
    marginal(text)
    found = read_date(text, TODAY)
    assert found is None or found.year >= 1995
