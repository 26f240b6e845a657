"""A form that several words share belongs to the commonest of them."""

from collections import Counter

import pytest

from corpus.analysis import analyse
from corpus.readings import common_readings

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
    ("typed", "lemma"),
    [
        ("buller", "buller"),
        ("bullret", "buller"),
        ("vite", "vite"),
        ("gräns", "gräns"),
        ("genomförande", "genomföra"),
        ("genomförandet", "genomföra"),
        ("beställargrupperna", "beställargrupp"),
        # what is rightly a verb's form
        ("får", "få"),
        ("såg", "se"),
        ("kan", "kunna"),
    ],
)
def test_swedish_nouns_are_their_own(typed: str, lemma: str) -> None:
    assert [word.lemma for word in analyse(typed, "sv")] == [lemma]


@pytest.mark.parametrize(
    ("typed", "lemma"),
    [
        ("pinnat", "pinta"),
        ("koneista", "kone"),
        ("vaiheita", "vaihe"),
        ("ohjeista", "ohje"),
        ("luonnosta", "luonto"),
        ("ehdoista", "ehto"),
        ("sakkoja", "sakko"),
        ("velkoja", "velka"),
        ("nimestä", "nimi"),
        ("vuoteen", "vuosi"),
        ("urakoiden", "urakka"),
        ("kunnasta", "kunta"),
        ("suunnitelmat", "suunnitelma"),
        ("kuluista", "kulu"),
        # what is rightly another word's
        ("vahvista", "vahvistaa"),
        ("vaatimassa", "vaatia"),
        ("perua", "perua"),
        ("voimassa", "voimassa"),
        ("kirjain", "kirjain"),
        ("haitta", "haitta"),
        ("sirkusta", "sirkus"),
        ("joista", "joka"),
    ],
)
def test_the_dictionary_s_readings(typed: str, lemma: str) -> None:
    assert [word.lemma for word in analyse(typed, "fi")] == [lemma]
