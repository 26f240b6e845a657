"""A sentence that speaks of another deal than what it cites is struck."""

import pytest

from assistant.types import Rule
from tests.assistant.proof.cited import Case, broken_by

SITES = "emission-free-sites"
CASES = [
    Case(
        "fi",
        "Sopimus on voimassa vuoden 2030 loppuun.",
        "Työmaasopimus on voimassa vuoden 2030 loppuun.",
        "Päiväkotisopimus on voimassa vuoden 2030 loppuun.",
        deal=SITES,
    ),
    Case(
        "sv",
        "Avtalet gäller till utgången av 2030.",
        "Avtalet om utsläppsfria byggarbetsplatser gäller till utgången av 2030.",
        "Daghemsavtalet gäller till utgången av 2030.",
        deal=SITES,
    ),
    Case(
        "en",
        "The agreement is valid until the end of 2030.",
        "The emission-free construction sites agreement is valid until the end of 2030.",
        "The daycare deal is valid until the end of 2030.",
        deal=SITES,
    ),
    Case(
        "en",
        "Päiväkotisopimus päättyi vuoden 2025 lopussa.",
        "The daycare deal ended at the end of 2025.",
        "The emission-free construction sites agreement ended at the end of 2025.",
        quoted_in="fi",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.false}")
def test_a_sentence_names_the_deal_of_the_quote_or_of_its_text(case: Case) -> None:
    assert broken_by(case.true, case) == set()
    assert Rule.DEAL in broken_by(case.false, case)
