"""Numbers and dates are one thing whatever the language writes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.figures import figures, format_date
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
