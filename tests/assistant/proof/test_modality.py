"""A sentence that makes "must" of "may", or "may" of "must", is struck."""

import pytest

from assistant.types import Rule
from tests.assistant.proof.cited import Case, broken_by

CASES = [
    Case(
        "fi",
        "Hankintayksikön pitää raportoida vuosittain.",
        "Vuosittain hankintayksikön täytyy raportoida.",
        "Hankintayksikkö voi raportoida vuosittain.",
    ),
    Case(
        "fi", "Kunta voi liittyä sopimukseen.", "Sopimukseen voi liittyä kunta.", "Kunnan täytyy liittyä sopimukseen."
    ),
    Case(
        "fi",
        "The procurement unit must report yearly.",
        "Hankintayksikön on raportoitava vuosittain.",
        "Hankintayksikkö saa raportoida vuosittain.",
        quoted_in="en",
    ),
    Case(
        "sv",
        "Den upphandlande enheten måste rapportera årligen.",
        "Årligen måste den upphandlande enheten rapportera.",
        "Den upphandlande enheten får rapportera årligen.",
    ),
    Case(
        "sv",
        "En kommun kan ansluta sig till avtalet.",
        "Till avtalet kan en kommun ansluta sig.",
        "En kommun måste ansluta sig till avtalet.",
    ),
    Case(
        "en",
        "The procurement unit must report yearly.",
        "Yearly the procurement unit has to report.",
        "The procurement unit may report yearly.",
    ),
    Case(
        "en",
        "A municipality can join the agreement.",
        "Any municipality may join the agreement.",
        "A municipality must join the agreement.",
    ),
    Case(
        "en",
        "Kunta voi liittyä sopimukseen.",
        "A municipality may join the agreement.",
        "A municipality is required to join the agreement.",
        quoted_in="fi",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.false}")
def test_must_and_may_are_not_exchanged(case: Case) -> None:
    assert broken_by(case.true, case) == set()
    assert Rule.MODALITY in broken_by(case.false, case)
