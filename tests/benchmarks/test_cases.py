"""The forms of a noun are told apart by their endings."""

import pytest

from benchmarks.cases import cases_of

LASI = [
    "lasi",
    "lasin",
    "lasia",
    "lasissa",
    "lasista",
    "lasilla",
    "laseja",
    "laseissa",
    "laseista",
    "laseilla",
    "lasien",
]
HANKE = ["hanke", "hankkeen", "hanketta", "hankkeessa", "hankkeissa", "hankkeita"]
RAKENTAMINEN = ["rakentaminen", "rakentamisen", "rakentamista", "rakentamisessa", "rakentamisissa", "rakentamisista"]


@pytest.mark.parametrize(
    ("lemma", "forms", "case", "number", "form"),
    [
        ("lasi", LASI, "genitive", "singular", "lasin"),
        ("lasi", LASI, "partitive", "singular", "lasia"),
        ("lasi", LASI, "partitive", "plural", "laseja"),
        ("lasi", LASI, "inessive", "singular", "lasissa"),
        ("lasi", LASI, "inessive", "plural", "laseissa"),
        ("lasi", LASI, "adessive", "plural", "laseilla"),
        ("lasi", LASI, "genitive", "plural", "lasien"),
        ("hanke", HANKE, "inessive", "plural", "hankkeissa"),
        ("hanke", HANKE, "genitive", "singular", "hankkeen"),
        ("hanke", HANKE, "partitive", "plural", "hankkeita"),
        ("rakentaminen", RAKENTAMINEN, "partitive", "singular", "rakentamista"),
        ("rakentaminen", RAKENTAMINEN, "elative", "plural", "rakentamisista"),
    ],
)
def test_case_and_number_are_told_by_the_ending(
    lemma: str, forms: list[str], case: str, number: str, form: str
) -> None:
    assert {f"{c} {n}": found for (c, n), found in cases_of(lemma, forms).items()}[f"{case} {number}"] == form


def test_a_form_that_could_be_either_number_is_left_out() -> None:
    assert cases_of("vesi", ["vesi", "vesillä"]) == {}


def test_a_partitive_is_no_elative() -> None:
    assert ("elative", "singular") not in cases_of("rakentaminen", ["rakentaminen", "rakentamista"])


def test_a_verb_has_no_case() -> None:
    assert cases_of("vaatia", ["vaatia", "vaatiessa", "vaatimassa", "vaatimasta", "vaatimalla"]) == {}
    assert ("elative", "singular") in cases_of("voima", ["voima", "voiman", "voimassa", "voimasta"])
