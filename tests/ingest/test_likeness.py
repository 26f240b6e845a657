"""Two texts say the same only if nothing that a reader could rest on differs."""

import pytest

from corpus.types import Language
from ingest.versions.likeness import containment, read, resemblance, says_the_same


def same(a: str, b: str, language: Language = "fi") -> bool:
    return says_the_same(read(a, language), read(b, language))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sopimus on voimassa. Se päättyy.", "Sopimus  on voimassa.\n\nSe päättyy."),
        ("## Otsikko tässä\n\n- kohta", "### Otsikko tässä\n\n1. kohta"),
        ("| a | b |\n| --- | --- |\n| 1 | 2 |", "a b\n\n1 2"),
        ("Noin 36 000 tonnia.", "Noin 36\u00a0000 tonnia."),
        ("Green deal -sopimus", "green deal sopimus"),
        ("Teksti.\n\nPäivitetty 3.5.2023", "Teksti.\n\nPäivitetty 4. kesäkuuta 2024"),
        ("Teksti.\n\nJulkaisuajankohta 15.1.2024 10.02", "Teksti."),
        ("15.1.2024\n\nTeksti.", "Teksti."),
        ("Hankintayksikkö toteuttaa tavoitteet.", "Hankintayksikkö totetuttaa tavoitteet."),
        ("CO₂-päästöt", "CO2-päästöt"),
    ],
)
def test_spaces_marks_stamps_and_typing_errors_make_no_difference(one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Osuus on 2,5 prosenttia.", "Osuus on 25 prosenttia."),
        ("Päästöt muuttuvat -20 %.", "Päästöt muuttuvat 20 %."),
        ("Osuus on 5 %.", "Osuus on 5 €."),
        ("Raja on < 5.", "Raja on > 5."),
        ("| 2021 | 5 |", "| 2021 | 10 |"),
        ("| Päästöt | -20 % |", "| Päästöt | 20 % |"),
        ("Allekirjoitettu 9.9.2020 Helsingissä.", "Allekirjoitettu 10.9.2020 Helsingissä."),
        ("Julkaistu opas on voimassa vuoteen 2030.", "Julkaistu opas on voimassa vuoteen 2035."),
        ("Pilotti on pakollinen.", "Pilotti ei ole pakollinen."),
        ("Osapuolet sitovat itsensä.", "Osapuolet sitoivat itsensä."),
        ("Lisätietoja antaa Marja Virta.", "Lisätietoja antaa Marjo Virta."),
        ("Mukana:\n- Espoo\n\nPoissa:\n- Turku", "Mukana:\n- Turku\n\nPoissa:\n- Espoo"),
        ("Ensimmäinen lause.", "Ensimmäinen lause. Toinen lause."),
    ],
)
def test_figures_names_negations_tenses_and_places_do(one: str, other: str) -> None:
    assert not same(one, other)
    assert not same(other, one)


def test_a_typing_error_is_seen_in_each_language() -> None:
    assert same("The contracting authority decides.", "The contractnig authority decides.", "en")
    assert same("Den upphandlande myndigheten beslutar.", "Den upphandlande myndihgeten beslutar.", "sv")
    assert not same("The authority shall decide.", "The authority shall decided.", "en")


def test_furniture_is_not_read() -> None:
    assert read("Hae nyt!\n\nTeksti on tässä.", "fi", {"Hae nyt!"}) == read("Teksti on tässä.", "fi")


def test_resemblance_and_containment_are_broders() -> None:
    """The example of his paper, with runs of three words: "a rose is a rose is a rose" has three of them."""
    rose, more = read("a rose is a rose is a rose", "en"), read("a rose is a rose is a flower", "en")
    assert rose.runs == {"a rose is", "rose is a", "is a rose"}
    assert more.runs == {"a rose is", "rose is a", "is a rose", "is a flower"}
    assert resemblance(rose, more) == pytest.approx(3 / 4)
    assert containment(rose, more) == 1
    assert resemblance(rose, read("", "en")) == 0
