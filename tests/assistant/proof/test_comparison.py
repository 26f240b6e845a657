"""At least, at most, only, before, after, more and less are not turned."""

import pytest

from assistant.types import Rule
from tests.assistant.proof.cited import Case, broken_by

CASES = [
    Case("fi", "Osuus on vähintään 20 prosenttia.", "Vähintään 20 % on osuus.", "Osuus on enintään 20 prosenttia."),
    Case(
        "fi",
        "Sopimus koskee vain uusia hankintoja.",
        "Vain uusia hankintoja sopimus koskee.",
        "Sopimus koskee uusia hankintoja.",
    ),
    Case(
        "fi",
        "Työmaat ovat fossiilittomia vuoden 2025 loppuun mennessä.",
        "Vuoden 2025 loppuun mennessä työmaat ovat fossiilittomia.",
        "Vuoden 2025 lopun jälkeen työmaat ovat fossiilittomia.",
    ),
    Case(
        "fi",
        "The deal reduces emissions from the sites.",
        "Sopimus vähentää työmaiden päästöjä.",
        "Sopimus lisää työmaiden päästöjä.",
        quoted_in="en",
        deal="emission-free-sites",
    ),
    Case("sv", "Andelen är minst 20 procent.", "Minst 20 % är andelen.", "Andelen är högst 20 procent."),
    Case(
        "sv",
        "Avtalet gäller endast nya upphandlingar.",
        "Endast nya upphandlingar gäller avtalet.",
        "Avtalet gäller nya upphandlingar.",
    ),
    Case(
        "sv",
        "Rapporten lämnas före utgången av april.",
        "Före utgången av april lämnas rapporten.",
        "Rapporten lämnas efter utgången av april.",
    ),
    Case(
        "sv",
        "Sopimus vähentää työmaiden päästöjä.",
        "Avtalet minskar utsläppen från byggarbetsplatserna.",
        "Avtalet ökar utsläppen från byggarbetsplatserna.",
        quoted_in="fi",
    ),
    Case(
        "en", "The share is at least 20 per cent.", "At least 20 % is the share.", "The share is at most 20 per cent."
    ),
    Case(
        "en",
        "The agreement covers only new procurement.",
        "Only new procurement is covered by the agreement.",
        "New procurement is covered by the agreement.",
    ),
    Case(
        "en", "Joining was possible until 2023.", "Until 2023 joining was possible.", "After 2023 joining was possible."
    ),
    Case(
        "en",
        "Avtalet gör maskinerna dyrare men minskar utsläppen.",
        "The agreement makes the machines costlier but reduces emissions.",
        "The agreement makes the machines costlier but increases emissions.",
        quoted_in="sv",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.false}")
def test_a_comparison_is_not_turned(case: Case) -> None:
    assert broken_by(case.true, case) == set()
    assert Rule.COMPARISON in broken_by(case.false, case)
