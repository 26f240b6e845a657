"""A near copy with a word of its own is struck, and so is a sentence that has nothing of what it cites."""

import pytest

from assistant.types import Rule
from tests.assistant.proof.cited import Case, broken_by

CASES = [
    Case(
        "fi",
        "Hankintayksikkö raportoi tuloksista ympäristöministeriölle vuosittain keväällä.",
        "Vuosittain keväällä hankintayksikkö raportoi ympäristöministeriölle tuloksista.",
        "Hankintayksikkö raportoi laskuista ympäristöministeriölle vuosittain keväällä.",
    ),
    Case(
        "fi",
        "Sopimus koskee päiväkotien leluja ja kalusteita.",
        "Päiväkotien leluja ja kalusteita sopimus koskee.",
        "Kuorma-autojen renkaat vaihdetaan syksyllä talvirenkaisiin.",
    ),
    Case(
        "sv",
        "Den upphandlande enheten rapporterar resultaten till miljöministeriet varje vår.",
        "Varje vår rapporterar den upphandlande enheten resultaten till miljöministeriet.",
        "Den upphandlande enheten rapporterar fakturorna till miljöministeriet varje vår.",
    ),
    Case(
        "sv",
        "Avtalet gäller leksaker och möbler i daghem.",
        "Leksaker och möbler i daghem gäller avtalet.",
        "Lastbilarnas däck byts om hösten mot vinterdäck.",
    ),
    Case(
        "en",
        "The procurement unit reports the results to the ministry every spring.",
        "Every spring the procurement unit reports the results to the ministry.",
        "The procurement unit reports the invoices to the ministry every spring.",
    ),
    Case(
        "en",
        "Avtalet gäller leksaker och möbler i daghem.",
        "The agreement covers toys and furniture in daycare centres.",
        "Winter tyres are changed onto heavy lorries every autumn.",
        quoted_in="sv",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.false}")
def test_the_words_of_a_sentence_are_those_of_what_it_cites(case: Case) -> None:
    assert broken_by(case.true, case) == set()
    assert Rule.MEANING in broken_by(case.false, case)
