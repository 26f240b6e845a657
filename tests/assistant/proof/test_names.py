"""An organisation, place or person that neither the quote nor its heading names strikes a sentence."""

import pytest

from assistant.types import Rule
from tests.assistant.proof.cited import Case, broken_by

CASES = [
    Case(
        "fi",
        "Espoo liittyi sopimukseen vuonna 2021.",
        "Vuonna 2021 sopimukseen liittyi Espoon kaupunki.",
        "Vuonna 2021 sopimukseen liittyi Vantaan kaupunki.",
    ),
    Case("fi", "Neuvontaa antaa Liisa Virtanen.", "Liisa Virtanen antaa neuvontaa.", "Maija Lahtinen antaa neuvontaa."),
    Case(
        "fi",
        "Helsingfors gick med i avtalet år 2020.",
        "Helsinki liittyi sopimukseen vuonna 2020.",
        "Turku liittyi sopimukseen vuonna 2020.",
        quoted_in="sv",
    ),
    Case(
        "sv",
        "Esbo anslöt sig till avtalet år 2021.",
        "År 2021 anslöt sig Esbo stad till avtalet.",
        "År 2021 anslöt sig Vanda stad till avtalet.",
    ),
    Case(
        "sv",
        "Ympäristöministeriö allekirjoitti sopimuksen.",
        "Miljöministeriet undertecknade avtalet.",
        "Finansministeriet undertecknade avtalet.",
        quoted_in="fi",
    ),
    Case(
        "en",
        "The Finnish Environment Institute assessed the agreement.",
        "Syke assessed the agreement.",
        "Motiva assessed the agreement.",
    ),
    Case(
        "en",
        "It joined the agreement in 2021.",
        "Espoo joined the agreement in 2021.",
        "Vantaa joined the agreement in 2021.",
        heading="How Espoo takes part",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.false}")
def test_a_name_stands_in_the_quote_or_its_heading_in_any_of_its_forms(case: Case) -> None:
    assert broken_by(case.true, case) == set()
    assert Rule.NAME in broken_by(case.false, case)
