"""A hyphen at a line's end goes if it broke a word, and stays if it belongs there."""

import pytest

from ingest.extract.hyphens import join, words_of


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("hankinta-", "yksikkö ostaa", "hankintayksikkö ostaa"),
        ("procure-", "ment unit", "procurement unit"),
        ("utsläpps-", "fria platser", "utsläppsfria platser"),
        ("sopimuk\u00ad", "sen mukaan", "sopimuksen mukaan"),
        ("hankki-", "ja voi", "hankkija voi"),
        ("toimin-", "ta-ajatus", "toiminta-ajatus"),
        ("työkone-", "ja kuljetuskalusto", "työkone- ja kuljetuskalusto"),
        ("hankinta-", "ja sopimus", "hankinta- ja sopimus"),
        ("arbetsmaskin-", "och transportpark", "arbetsmaskin- och transportpark"),
        ("EU-", "asetus", "EU-asetus"),
        ("CO2-", "päästöt", "CO2-päästöt"),
        ("kuorma-", "auto", "kuorma-auto"),
        ("green-deal-", "sopimus", "green-deal-sopimus"),
        ("Helsinki-", "Vantaa", "Helsinki-Vantaa"),
        ("2020-", "2025", "2020-2025"),
        ("low-", "emission zone", "low-emission zone"),
        ("sopimus -", "ja muut", "sopimus - ja muut"),
        ("https://ym.fi/", "green-deal", "https://ym.fi/green-deal"),
        ("kaksi", "riviä", "kaksi riviä"),
    ],
)
def test_two_lines_are_joined_as_the_word_is_written(left: str, right: str, joined: str) -> None:
    assert join([left, right]) == joined


def test_how_the_text_writes_a_word_elsewhere_decides() -> None:
    assert join(["a long-", "term goal"], words_of(["The long-term goal is"])) == "a long-term goal"
    assert join(["the whole-", "sale"], words_of(["wholesale"])) == "the wholesale"


def test_the_first_half_of_a_broken_word_is_no_word_of_the_text() -> None:
    assert words_of(["osa hankin-", "nasta on"]) == {"osa", "nasta", "on"}
