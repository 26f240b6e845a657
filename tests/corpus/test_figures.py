"""Numbers and dates are one thing whatever the language writes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.figures import figures, format_date, read_figures
from corpus.types import LANGUAGES, Language


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Sopimus allekirjoitettiin 9.9.2020.", "fi", {"2020-09-09"}),
        ("Avtalet undertecknades den 9 september 2020.", "sv", {"2020-09-09"}),
        ("The agreement was signed on 9 September 2020.", "en", {"2020-09-09"}),
        ("Kriteerit julkaistiin lokakuussa 2022.", "fi", {"2022-10"}),
        ("Kriterierna publicerades i oktober 2022.", "sv", {"2022-10"}),
        ("The criteria were published in October 2022.", "en", {"2022-10"}),
        ("Tilaisuus pidettiin 17. toukokuuta.", "fi", {"--05-17"}),
        ("Bonus oli enintään 30 000 euroa.", "fi", {"30000"}),
        ("The bonus was at most 30,000 euros.", "en", {"30000"}),
        ("Päästöt olivat 2,5 miljoonaa tonnia.", "fi", {"2.5"}),
        ("Emissions were 2.5 million tonnes.", "en", {"2.5"}),
        ("Laki 740/2021 panee täytäntöön direktiivin (EU) 2019/1161.", "fi", {"740/2021", "2019/1161"}),
        ("You may march in may.", "en", set()),
        ("vuosina 2020–2025", "fi", {"2020", "2025"}),
        ("1 234 567", "fi", {"1234567"}),
    ],
)
def test_figures_are_read_as_the_language_writes_them(text: str, language: Language, expected: set[str]) -> None:
    assert set(figures(text, language)) == expected


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(LANGUAGES))
def test_a_date_that_is_written_is_read_back(day: date, language: Language) -> None:
    assert set(figures(f"x {format_date(day, language)} y", language)) == {day.isoformat()}


def test_a_figure_that_stands_twice_counts_twice() -> None:
    assert figures("50 and 50 and 20", "en") == {"50": 2, "20": 1}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("50 prosenttia", "fi", [("50", "percent")]),
        ("50 %", "sv", [("50", "percent")]),
        ("3 percentage points", "en", [("3", "point")]),
        ("2,5 miljoonaa tonnia", "fi", [("2.5", "million tonne")]),
        ("2,5 miljoner ton", "sv", [("2.5", "million tonne")]),
        ("€30,000", "en", [("30000", "euro")]),
        ("12 timmar och 3 dagar", "sv", [("12", "hour"), ("3", "day")]),
        ("20–30 %", "fi", [("20", "percent"), ("30", "percent")]),
        ("5 and 20 per cent", "en", [("5", "percent"), ("20", "percent")]),
        ("5, 10 eller 20 euro", "sv", [("5", "euro"), ("10", "euro"), ("20", "euro")]),
        ("5 per cent and 20", "en", [("5", "percent"), ("20", "")]),
        ("kaksi vuotta", "fi", [("2", "year")]),
        ("tre månader", "sv", [("3", "month")]),
        ("twelve weeks", "en", [("12", "week")]),
        ("puolet", "fi", [("50", "percent")]),
        ("en tredjedel", "sv", [("33", "percent")]),
        ("a quarter of them", "en", [("25", "percent")]),
        ("liitteen 2 mukaan", "fi", [("2", "annex")]),
        ("artikel 5 i lagen 740/2021", "sv", [("5", "article"), ("740/2021", "")]),
        ("Section 3 of Directive (EU) 2019/1161", "en", [("3", "section"), ("2019/1161", "")]),
        ("on 9 September 2020 in 3 months", "en", [("2020-09-09", ""), ("3", "month")]),
        ("one may march", "en", []),
    ],
)
def test_figures_are_read_in_order_with_what_they_count(
    text: str, language: Language, expected: list[tuple[str, str]]
) -> None:
    found = read_figures(text, language)
    assert [(figure.value, figure.unit) for figure in found] == expected
    assert [figure.start for figure in found] == sorted(figure.start for figure in found)


def test_a_figure_tells_where_it_stands_and_whether_it_is_in_words() -> None:
    text = "At least two of 20 per cent"
    assert [(text[f.start : f.end], f.in_words) for f in read_figures(text, "en")] == [
        ("two", True),
        ("20 per cent", False),
    ]


@given(
    st.integers(min_value=2, max_value=999), st.sampled_from([("fi", " prosenttia"), ("sv", " procent"), ("en", " %")])
)
def test_every_number_has_its_percent(number: int, written: tuple[Language, str]) -> None:
    language, unit = written
    assert [(f.value, f.unit) for f in read_figures(f"x {number}{unit} y", language)] == [(str(number), "percent")]
