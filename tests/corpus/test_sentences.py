"""Sentences end where a reader would end them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yksi. Kaksi.", ["Yksi.", "Kaksi."]),
        ("Tilaisuus on 9. syyskuuta. Tervetuloa!", ["Tilaisuus on 9. syyskuuta.", "Tervetuloa!"]),
        ("Sopimus on 9.9.2020 tehty. Se jatkuu.", ["Sopimus on 9.9.2020 tehty.", "Se jatkuu."]),
        ("Mukana on esim. Helsinki ja ns. Vantaa.", ["Mukana on esim. Helsinki ja ns. Vantaa."]),
        ("T.ex. Vanda deltar. Åbo också.", ["T.ex. Vanda deltar.", "Åbo också."]),
        ("They buy, e.g. Toys. Then they stop.", ["They buy, e.g. Toys.", "Then they stop."]),
        ("K. Mikkonen allekirjoitti. Hän oli ministeri.", ["K. Mikkonen allekirjoitti.", "Hän oli ministeri."]),
        ("Tavoite on vuosi 2030. Osuus on 50 %.", ["Tavoite on vuosi 2030.", "Osuus on 50 %."]),
        ("Hän sanoi: ”Ei.” Sitten hän lähti.", ["Hän sanoi: ”Ei.”", "Sitten hän lähti."]),
        ("", []),
    ],
)
def test_sentences_are_cut_where_they_end(text: str, expected: list[str]) -> None:
    assert split_sentences(text) == expected


@given(st.text(alphabet="aA. !?9äÖ”:\n", max_size=80))
def test_no_character_but_white_space_is_lost(text: str) -> None:
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())
