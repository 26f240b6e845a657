"""Two figures or two names that a sentence has in one another's place strike it."""

import pytest

from assistant.types import Rule
from tests.assistant.proof.cited import Case, broken, broken_by, cite

FIGURES = [
    Case("sv", "Av maskinerna ska 20 procent vara elektriska och av transporterna 50 procent utsläppsfria.",
         "Av maskinerna ska 20 % vara elektriska och av transporterna 50 % utsläppsfria.",
         "Av maskinerna ska 50 % vara elektriska och av transporterna 20 % utsläppsfria."),
    Case("en", "The agreement was signed in 2020 and the criteria were published in 2022.",
         "The agreement was signed in 2020, and the criteria were published in 2022.",
         "The agreement was signed in 2022, and the criteria were published in 2020."),
]  # fmt: skip

NAMES = [
    Case("fi", "Espoo liittyi sopimukseen, mutta Tampere kysyi siitä neuvoa.",
         "Tampere kysyi sopimuksesta neuvoa, ja Espoo liittyi siihen.",
         "Espoo kysyi sopimuksesta neuvoa, ja Tampere liittyi siihen."),
    Case("sv", "Esbo anslöt sig till avtalet, men Tammerfors bad om råd.",
         "Tammerfors bad om råd, medan Esbo anslöt sig till avtalet.",
         "Esbo bad om råd, medan Tammerfors anslöt sig till avtalet."),
    Case("en", "Espoo joined the agreement, but Tampere asked for advice.",
         "Tampere asked for advice, while Espoo joined the agreement.",
         "Espoo asked for advice, while Tampere joined the agreement."),
]  # fmt: skip


@pytest.mark.parametrize("case", FIGURES, ids=lambda case: f"{case.language}: {case.false}")
def test_figures_keep_what_they_belong_to(case: Case) -> None:
    assert broken_by(case.true, case) == set()
    assert Rule.FIGURE_MOVED in broken_by(case.false, case)


@pytest.mark.parametrize("case", NAMES, ids=lambda case: f"{case.language}: {case.false}")
def test_names_keep_what_they_belong_to(case: Case) -> None:
    assert broken_by(case.true, case) == set()
    assert Rule.NAME_MOVED in broken_by(case.false, case)


def test_what_was_exchanged_between_two_quotes_is_seen() -> None:
    quotes = (
        cite("The agreement was signed in 2020.", "en"),
        cite("The criteria were published in 2022.", "en", number=2),
    )
    true = "The agreement was signed in 2020, and the criteria were published in 2022."
    assert broken(true, "en", *quotes) == set()
    false = "The agreement was signed in 2022, and the criteria were published in 2020."
    assert Rule.FIGURE_MOVED in broken(false, "en", *quotes)
