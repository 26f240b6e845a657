"""A "not" that the quote does not have, or one that was left out, strikes a sentence."""

import pytest

from assistant.types import Rule
from tests.assistant.proof.cited import Case, broken_by

CASES = [
    Case(
        "fi",
        "Sopimus ei velvoita alihankkijoita.",
        "Alihankkijoita sopimus ei velvoita.",
        "Alihankkijoita sopimus velvoittaa.",
    ),
    Case("fi", "Kriteerit ovat julkisia.", "Julkisia kriteerit ovat.", "Kriteerit eivät ole julkisia."),
    Case(
        "fi",
        "The material does not tell who measured the noise.",
        "Aineistossa ei kerrota, kuka mittasi melun.",
        "Aineistossa kerrotaan, kuka mittasi melun.",
        quoted_in="en",
    ),
    Case(
        "sv",
        "Avtalet binder inte underleverantörer.",
        "Underleverantörer binds inte av avtalet.",
        "Underleverantörer binds av avtalet.",
    ),
    Case("sv", "Kriterierna är offentliga.", "Offentliga är kriterierna.", "Kriterierna är inte offentliga."),
    Case(
        "en",
        "The agreement does not bind subcontractors.",
        "Subcontractors are not bound by the agreement.",
        "Subcontractors are bound by the agreement.",
    ),
    Case("en", "Joining is free.", "To join is free.", "Joining is not free."),
    Case(
        "en",
        "Avtalet binder inte underleverantörer.",
        "The agreement does not bind subcontractors.",
        "The agreement binds subcontractors.",
        quoted_in="sv",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.false}")
def test_a_negation_is_neither_added_nor_dropped(case: Case) -> None:
    assert broken_by(case.true, case) == set()
    assert Rule.NEGATION in broken_by(case.false, case)


def test_what_says_no_in_another_word_proves_a_negation() -> None:
    case = Case("en", "Joining is voluntary.", "One does not have to join.", "One has to join.")
    assert broken_by(case.true, case) == set()
    assert broken_by(case.false, case) != set()
