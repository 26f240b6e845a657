"""Two figures or two names that a sentence has in one another's place strike it."""

import pytest

from assistant.types import Rule
from tests.assistant.proof.cited import Case, broken, broken_by, cite

FIGURES = [
    Case(
        "fi",
        "Päiväkotisopimus päättyi vuoden 2025 lopussa, ja työmaasopimus on voimassa vuoden 2030 loppuun.",
        "Työmaasopimus on voimassa vuoden 2030 loppuun, ja päiväkotisopimus päättyi vuoden 2025 lopussa.",
        "Työmaasopimus on voimassa vuoden 2025 loppuun, ja päiväkotisopimus päättyi vuoden 2030 lopussa.",
    ),
    Case(
        "sv",
        "Av maskinerna ska 20 procent vara elektriska och av transporterna 50 procent utsläppsfria.",
        "Av transporterna ska 50 procent vara utsläppsfria och av maskinerna 20 procent elektriska.",
        "Av transporterna ska 20 procent vara utsläppsfria och av maskinerna 50 procent elektriska.",
    ),
    Case(
        "en",
        "The agreement was signed in 2020 and the criteria were published in 2022.",
        "The criteria were published in 2022; the agreement had been signed in 2020.",
        "The criteria were published in 2020; the agreement had been signed in 2022.",
    ),
    Case(
        "en",
        "Päiväkotisopimus päättyi vuoden 2025 lopussa, ja työmaasopimus on voimassa vuoden 2030 loppuun.",
        "The daycare deal ended at the end of 2025, and the sites agreement is valid until the end of 2030.",
        "The daycare deal ended at the end of 2030, and the sites agreement is valid until the end of 2025.",
        quoted_in="fi",
    ),
]

NAMES = [
    Case(
        "fi",
        "Helsingin Kulosaaressa urakoitsija raportoi tilaajalle.",
        "Urakoitsija raportoi tilaajalle Helsingin Kulosaaressa.",
        "Urakoitsija raportoi tilaajalle Kulosaaren Helsingissä.",
    ),
    Case(
        "fi",
        "Espoo liittyi sopimukseen, mutta Tampere kysyi siitä neuvoa.",
        "Tampere kysyi sopimuksesta neuvoa, ja Espoo liittyi siihen.",
        "Espoo kysyi sopimuksesta neuvoa, ja Tampere liittyi siihen.",
    ),
    Case(
        "sv",
        "Esbo anslöt sig till avtalet, men Tammerfors bad om råd.",
        "Tammerfors bad om råd, medan Esbo anslöt sig till avtalet.",
        "Esbo bad om råd, medan Tammerfors anslöt sig till avtalet.",
    ),
    Case(
        "en",
        "Espoo joined the agreement, but Tampere asked for advice.",
        "Tampere asked for advice, while Espoo joined the agreement.",
        "Espoo asked for advice, while Tampere joined the agreement.",
    ),
]


@pytest.mark.parametrize("case", FIGURES, ids=lambda case: f"{case.language}: {case.false}")
def test_figures_keep_what_they_belong_to(case: Case) -> None:
    assert broken_by(case.true, case) == set()
    assert Rule.FIGURE_MOVED in broken_by(case.false, case)


@pytest.mark.parametrize("case", NAMES, ids=lambda case: f"{case.language}: {case.false}")
def test_names_keep_what_they_belong_to(case: Case) -> None:
    assert broken_by(case.true, case) == set()
    assert Rule.NAME_MOVED in broken_by(case.false, case)


def test_a_list_may_be_told_in_another_order() -> None:
    quote = cite("Espoo, Helsinki and Vantaa have joined the agreement.", "en")
    assert broken("Vantaa, Helsinki and Espoo have joined the agreement.", "en", quote) == set()


def test_what_was_exchanged_between_two_quotes_is_seen() -> None:
    quotes = (
        cite("The agreement was signed in 2020.", "en"),
        cite("The criteria were published in 2022.", "en", number=2),
    )
    true = "The agreement was signed in 2020, and the criteria were published in 2022."
    assert broken(true, "en", *quotes) == set()
    false = "The agreement was signed in 2022, and the criteria were published in 2020."
    assert Rule.FIGURE_MOVED in broken(false, "en", *quotes)
