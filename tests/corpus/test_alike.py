"""Two statements tell the same by their words and figures, and never where deal, name, negation or plan differ."""

import pytest

from corpus.alike import Likeness, Reading, differing, read, tells_all_figures
from corpus.types import Language

SITES = "emission-free-sites"


def alike(own: str, other: str, language: Language = "fi", around: tuple[str, ...] = ()) -> float:
    one, two = read(own, language, SITES), read(other, language, SITES, (), around)
    return Likeness([one, two]).of(one, two, with_figures=True)


def test_word_order_and_the_name_of_the_deal_make_no_difference() -> None:
    own = "Päästöttömät työmaat -sopimus on voimassa vuoden 2030 loppuun."
    assert alike(own, "Sopimus on 31.12.2030 asti voimassa.") == pytest.approx(1)


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("Oulun kaupunki ei ole osapuoli.", "Oulun kaupunki on osapuoli."),
        ("Sopimus allekirjoitettiin syksyllä.", "Sopimus on tarkoitus allekirjoittaa syksyllä."),
        ("Päiväkotisopimus on voimassa.", "Päästöttömät työmaat -sopimus on voimassa."),
        ("Espoo sitoutui tavoitteeseen 20 prosenttia.", "Vantaa sitoutui tavoitteeseen 20 prosenttia."),
        ("Tavoite on 20 prosenttia työkoneista.", "Väyläviraston tavoite on 20 prosenttia työkoneista."),
    ],
)
def test_another_deal_name_negation_or_plan_is_never_the_same(own: str, other: str) -> None:
    assert alike(own, other) == 0


def test_a_name_that_stands_in_the_title_need_not_be_said_again() -> None:
    own, other = "Lukutorin urakoitsija oli VRJ Rakennus Oy.", "Urakoitsija oli VRJ Rakennus Oy."
    assert alike(own, other, around=("Lukutori, Espoo",)) > 0


def test_who_says_it_is_left_out() -> None:
    assert alike("Väyläviraston mukaan osuus on 20 prosenttia.", "Osuus on 20 prosenttia.") == pytest.approx(1)


def test_a_rare_word_tells_more() -> None:
    texts = ["työmaa ja kone", "työmaa ja hiekka", "työmaa ja sepeli", "työmaa ja kone vielä"]
    readings: list[Reading] = [read(text, "fi", SITES) for text in texts]
    likeness = Likeness(readings)
    assert likeness.weight("sepeli") > likeness.weight("kone") > likeness.weight("työmaa")


def test_all_figures_are_told_where_each_is_as_exactly() -> None:
    own = read("Osuus on 20 prosenttia vuonna 2025.", "fi", SITES)
    assert tells_all_figures(read("Vuoden 2025 osuus on 20 % ja vuoden 2030 osuus 50 %.", "fi", SITES), own)
    assert not tells_all_figures(read("Osuus on 20 prosenttia.", "fi", SITES), own)


def test_another_number_at_another_time_is_no_difference() -> None:
    own = read("Sitoumuksia oli 27 vuonna 2025.", "fi", SITES)
    assert not differing(own, read("Sitoumuksia oli 30 vuonna 2026.", "fi", SITES))
