"""Groups of words for the same: well made, and not wider than what they are for."""

import tomllib

import pytest

from corpus.analysis import analyse, synonyms
from corpus.asks import rephrase
from corpus.dictionary import WORDS
from corpus.types import Language

_GROUPS: dict[str, list[list[str]]] = tomllib.loads((WORDS / "synonyms.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_group_has_several_words_each_once(language: Language) -> None:
    lemmas = [{analyse(word, language)[0].lemma for word in group} for group in _GROUPS[language]]
    assert [group for group, told in zip(_GROUPS[language], lemmas, strict=True) if len(told) < 2] == []
    assert [group for group in _GROUPS[language] if len(set(group)) < len(group)] == []


@pytest.mark.parametrize(
    ("word", "language", "other", "together"),
    [
        ("lorry", "en", "truck", True),
        ("council", "en", "municipality", True),
        ("crèche", "en", "daycare", True),
        ("builder", "en", "contractor", True),
        ("tenderer", "en", "bid", True),
        # "emission-free" has the part "free", which is no price
        ("cost", "en", "free", False),
        ("equipment", "en", "excavator", False),
        ("council", "en", "management", False),
        ("förening", "sv", "kemikalie", False),
        ("gräns", "sv", "gränsvärde", True),
        ("ostos", "fi", "hankinta", False),
        ("kilpailutus", "fi", "tarjouspyyntö", True),
    ],
)
def test_words_stand_together_or_apart(word: str, language: Language, other: str, together: bool) -> None:
    lemma, meant = (analyse(one, language)[0].lemma for one in (word, other))
    assert (meant in synonyms(lemma, language)) is together


@pytest.mark.parametrize(
    ("asked", "language", "told"),
    [
        ("when does it run out?", "en", "when does it end?"),
        ("how do we sign up?", "en", "how do we join?"),
        ("can local authorities take part?", "en", "can municipality join?"),
        ("is it free of charge?", "en", "is it cost?"),
        ("is it free?", "en", "cost?"),
        ("did prices go up", "en", "did prices rise"),
        ("when does the group meet", "en", "when does the group meet"),
        ("när tar det slut", "sv", "när tar det slut"),
        ("kan man hoppa av?", "sv", "kan man frånträda?"),
    ],
)
def test_phrases_are_put_as_the_word_of_the_texts(asked: str, language: Language, told: str) -> None:
    assert rephrase(asked, language) == told
