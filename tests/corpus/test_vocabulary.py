"""The nearest word is found without comparing every word, and is the same as if every word were compared."""

import random

from rapidfuzz import fuzz, process

from corpus.lexical import LexicalIndex
from corpus.types import Passage
from corpus.vocabulary import Vocabulary


def _slipped(word: str, chance: random.Random) -> str:
    """The word with one to three letters left out, put in or exchanged."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(word))
        word = word[:at] + chance.choice(["", "e", "x", word[at] * 2]) + word[at + 1 :]
    return word or "x"


def test_the_nearest_is_what_comparing_all_finds(passages: list[Passage]) -> None:
    words = LexicalIndex.build(passages[::5]).vocabulary
    vocabulary, chance = Vocabulary(words), random.Random(1)  # noqa: S311  # repeatable, no secret
    found = 0
    for word in chance.sample(words, 150):
        asked = _slipped(word, chance)
        for like_enough in (84.0, 92.0):
            nearest = process.extractOne(asked, words, scorer=fuzz.ratio, score_cutoff=like_enough)
            assert vocabulary.nearest(asked, like_enough) == (nearest[:2] if nearest else None)
            found += nearest is not None
    assert found > 100, "too few words are near to one: the test tells nothing"


def test_of_equals_the_first_is_taken_and_nothing_far_off() -> None:
    vocabulary = Vocabulary(["kivi", "kuva", "kuvi"])
    assert vocabulary.nearest("kuvu", 75.0) == ("kuva", 75.0)
    assert vocabulary.nearest("päiväkoti", 60.0) is None
    assert Vocabulary([]).nearest("kuva", 60.0) is None
