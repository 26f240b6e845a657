"""A figure, date, unit or address that no quote holds strikes a sentence, however it is written."""

import pytest

from assistant.types import Rule
from corpus.types import Language
from tests.assistant.proof.cited import Case, broken, broken_by, cite

CASES = [
    Case(
        "fi",
        "Kriteerit koskevat 50 prosenttia hankinnoista.",
        "Kriteerit koskevat puolta hankinnoista eli 50 %.",
        "Kriteerit koskevat 60 prosenttia hankinnoista.",
    ),
    Case(
        "fi",
        "Sopimus allekirjoitettiin 9.9.2020.",
        "Sopimus allekirjoitettiin 9. syyskuuta 2020.",
        "Sopimus allekirjoitettiin 9. syyskuuta 2021.",
    ),
    Case(
        "fi",
        "Koneista 20 prosenttia on sähköisiä vuonna 2025.",
        "Vuonna 2025 viidennes eli 20 % koneista on sähköisiä.",
        "Vuonna 2025 koneista 20 kappaletta ja 30 % on sähköisiä.",
    ),
    Case(
        "sv",
        "Avtalet undertecknades den 9 september 2020.",
        "Avtalet undertecknades 9.9.2020.",
        "Avtalet undertecknades den 8 september 2020.",
    ),
    Case(
        "sv",
        "Kriterierna gäller hälften av upphandlingarna.",
        "Kriterierna gäller 50 % av upphandlingarna.",
        "Kriterierna gäller 40 % av upphandlingarna.",
    ),
    Case(
        "sv",
        "Bonusen var högst 30 000 euro.",
        "Bonusen var 30 000 euro som högst.",
        "Bonusen var högst 30 000 procent.",
    ),
    Case(
        "en",
        "The bonus was at most 30,000 euros.",
        "At most 30 000 euros was paid as a bonus.",
        "At most 30 million euros was paid as a bonus.",
    ),
    Case(
        "en",
        "The agreement was signed on 9 September 2020.",
        "The agreement was signed on 2020-09-09.",
        "The agreement was signed on 10 September 2020.",
    ),
    Case(
        "en",
        "Ask at info@example.org about the terms.",
        "About the terms one asks at info@example.org.",
        "About the terms one asks at info@example.com.",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.false}")
def test_a_figure_is_proven_in_any_notation_and_struck_when_it_is_another(case: Case) -> None:
    assert broken_by(case.true, case) == set()
    assert Rule.FIGURE in broken_by(case.false, case)


@pytest.mark.parametrize(
    ("text", "language", "quote", "quoted_in"),
    [
        ("The agreement was signed on 9 September 2020.", "en", "Sopimus allekirjoitettiin 9.9.2020.", "fi"),
        ("Sopimus allekirjoitettiin 9.9.2020.", "fi", "Avtalet undertecknades den 9 september 2020.", "sv"),
        ("Avtalet gäller två år.", "sv", "The agreement is valid for two years.", "en"),
    ],
)
def test_a_figure_is_proven_from_another_language(
    text: str, language: Language, quote: str, quoted_in: Language
) -> None:
    assert broken(text, language, cite(quote, quoted_in)) == set()


def test_a_date_proves_its_month_and_its_year() -> None:
    quote = cite("The agreement was signed on 9 September 2020.", "en")
    assert broken("The agreement was signed in September 2020.", "en", quote) == set()
    assert broken("The agreement was signed in 2020.", "en", quote) == set()
    assert Rule.FIGURE in broken("The agreement was signed in October 2020.", "en", quote)


def test_a_year_proves_no_day_unless_the_quote_says_that_it_is_its_end() -> None:
    ends = cite("The agreement is valid until the end of 2030.", "en")
    assert broken("The agreement is valid until 31 December 2030.", "en", ends) == set()
    assert Rule.FIGURE in broken("The agreement is valid until 30 November 2030.", "en", ends)
    assert Rule.FIGURE in broken("It was signed on 31 December 2030.", "en", cite("It was signed in 2030.", "en"))
