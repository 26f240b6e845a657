"""A form that several words share belongs to the commonest of them."""

from collections import Counter

import pytest

from corpus.analysis import analyse
from corpus.readings import common_readings
from corpus.types import Language

_PARADIGM = ("nnan", "nnat", "nnassa", "nnasta", "nnalla", "nnalta", "nnalle", "nnaksi", "nnoissa", "nnoista")
_STRONG = ("ntaa", "ntana", "ntaan", "ntoja", "ntoihin", "ntani", "ntasi", "ntamme", "ntanne", "ntansa")


def _dictionary() -> dict[str, str]:
    """Six words that go alike, of which pinta lacks what pinna has taken."""
    words = ("kunta", "hinta", "rinta", "kanta", "lanta", "pinta")
    forms = {word: word for word in words}
    forms |= {word[:-3] + ending: word for word in words for ending in (*_PARADIGM, *_STRONG)}
    return forms | {"pinna": "pinna", "pinnan": "pinna", "pinnat": "pinna", "pinnassa": "pinna"}


def test_forms_go_to_the_word_that_makes_more_compounds() -> None:
    kinds = dict.fromkeys(("pinta", "pinna"), frozenset({"n"}))
    found = common_readings(_dictionary(), kinds, Counter(pinta=97, pinna=6).__getitem__)
    assert found == {"pinnan": "pinta", "pinnat": "pinta", "pinnassa": "pinta"}


def test_a_word_that_is_as_common_keeps_its_forms() -> None:
    kinds = dict.fromkeys(("pinta", "pinna"), frozenset({"n"}))
    assert common_readings(_dictionary(), kinds, Counter(pinta=97, pinna=50).__getitem__) == {}


@pytest.mark.parametrize(
    ("typed", "language", "lemma"),
    [
        ("pinnat", "fi", "pinta"),
        ("koneista", "fi", "kone"),
        ("vaiheita", "fi", "vaihe"),
        ("ohjeista", "fi", "ohje"),
        ("luonnosta", "fi", "luonto"),
        ("ehdoista", "fi", "ehto"),
        ("sakkoja", "fi", "sakko"),
        ("velkoja", "fi", "velka"),
        ("nimestä", "fi", "nimi"),
        ("vuoteen", "fi", "vuosi"),
        ("urakoiden", "fi", "urakka"),
        ("kunnasta", "fi", "kunta"),
        ("suunnitelmat", "fi", "suunnitelma"),
        ("kuluista", "fi", "kulu"),
        # what is rightly another word's
        ("vahvista", "fi", "vahvistaa"),
        ("vaatimassa", "fi", "vaatia"),
        ("perua", "fi", "perua"),
        ("voimassa", "fi", "voimassa"),
        ("kirjain", "fi", "kirjain"),
        ("haitta", "fi", "haitta"),
        ("sirkusta", "fi", "sirkus"),
        ("joista", "fi", "joka"),
        # Swedish nouns by their own forms
        ("buller", "sv", "buller"),
        ("bullret", "sv", "buller"),
        ("vite", "sv", "vite"),
        ("gräns", "sv", "gräns"),
        ("genomförande", "sv", "genomföra"),
        ("genomförandet", "sv", "genomföra"),
        ("beställargrupperna", "sv", "beställargrupp"),
        # what is rightly a verb's form
        ("får", "sv", "få"),
        ("såg", "sv", "se"),
        ("kan", "sv", "kunna"),
    ],
)
def test_the_dictionary_s_readings(typed: str, language: Language, lemma: str) -> None:
    assert [word.lemma for word in analyse(typed, language)] == [lemma]
