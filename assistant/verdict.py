"""Whether a passage answers a yes-or-no question with a plain yes or no: only where its first sentence says so itself.

A wrong "Yes" is a wrong commitment. So the first sentence must hold nearly all that the question asks, with the same
figures, in one clause. One that puts a condition or a limit, tells of a goal or an opinion, or negates one thing and
asserts another gives no verdict; nor does a question with a choice in it, or one of what is still so.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

from assistant.types import Question
from corpus.analysis import Word, analyse, field_words
from corpus.figures import figures
from corpus.types import GENERAL, Language, Passage

_ENOUGH = {"yes": 0.99, "no": 0.74}
"""The share of the question's words that the sentence must hold: "not" tells a no apart, nothing tells a yes apart.

It is taken of all words, and again of those that not every text of the field has ("green deal", "agreement")."""

_FEWEST = 2  # words in the question, its deal's name aside


def verdict(question: Question, passage: Passage) -> Literal["yes", "no"] | None:
    """What the passage's first sentence says to the question; None where it is not plain, or replaced since."""
    first = passage.statements[0]
    if passage.language != question.language or first.kind != "sentence" or not passage.current:
        return None
    if question.deals and passage.deal not in (*question.deals, GENERAL):
        return None
    language = question.language
    asked = question.as_asked.strip()
    if question.asks == "still" or _has("negated", asked, language) or _has("open", asked, language):
        return None
    if _has("limited", first.text, language):
        return None
    says = "no" if _has("negated", first.text, language) else "yes"
    words = [word for word in question.words if word.lemma not in question.naming]
    telling = [word for word in words if word.lemma not in field_words(language)]
    least = min(_share_held(words, first.text, language), _share_held(telling, first.text, language))
    if len(words) < _FEWEST or least < _ENOUGH[says]:
        return None
    if figures(asked, language) != figures(first.text, language):
        return None  # a date may limit what is said, and a number may be another one
    return "no" if says == "no" else "yes"


def _share_held(words: Sequence[Word], text: str, language: Language) -> float:
    """The share of the words that a text holds; nothing of none."""
    spoken = {token for word in analyse(text, language) for token in (word.surface, *word.tokens)}
    held = sum(not spoken.isdisjoint({word.surface, word.lemma}) for word in words)
    return held / len(words) if words else 0.0


def _has(kind: str, text: str, language: Language) -> bool:
    return bool(_pattern(kind, language).search(text.lower()))


@lru_cache(maxsize=8)
def _pattern(kind: str, language: Language) -> re.Pattern[str]:
    content = tomllib.loads(Path(__file__).with_name("verdict.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(content[kind][language]))
