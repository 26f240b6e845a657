"""What a follow-up leaves unsaid, and what it takes from the conversation."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.types import Question
from assistant.understand.words import read
from corpus.analysis import Word, name_stems, stop_words
from corpus.asks import means_the_other
from corpus.types import LANGUAGES, Language

_WORDS_OF_A_TOPIC = 2
"""A follow-up with more words than these says for itself what it asks."""

_WORDS_OF_A_FRAGMENT = 2
"""A message of so few words in all, of which one may be a verb or a preposition ("is Tampere?", "2030?")."""

_ENOUGH_WITH_A_DEAL = frozenset({"until", "still"})
"""What can be asked of a deal without another word ("and until when?")."""

_TOKEN = re.compile(r"[^\W_]+")


def leans(question: Question) -> bool:
    """Whether a question does not say for itself what it is about."""
    topic = topic_of(question)
    if question.deals and question.asks:
        return False
    if not topic or means_the_other(question.as_asked):
        return True
    if len(topic) > _WORDS_OF_A_TOPIC:
        return False
    text = question.as_asked.lower()
    names_a_topic = question.asks is None and _pattern("opener", question.language).match(text)
    fragment = question.asks is None and not question.deals and len(_TOKEN.findall(text)) <= _WORDS_OF_A_FRAGMENT
    return bool(names_a_topic or fragment or points_back(question))


def points_back(question: Question) -> bool:
    """Whether a question has a word that stands for something said before."""
    return bool(_pattern("points_back", question.language).search(question.as_asked.lower()))


def topic_of(question: Question) -> tuple[Word, ...]:
    """The words of a question beside those that only name a deal."""
    return tuple(word for word in question.words if word.lemma not in question.naming)


def wants_more(text: str) -> bool:
    """Whether a message only asks to go on ("tell me more")."""
    return any(_pattern("more", language).fullmatch(text.lower().strip()) for language in LANGUAGES)


def language_wanted(text: str) -> Language | None:
    """The language in which a message wants to have the same again ("in Swedish please"); None for other messages."""
    words = _TOKEN.findall(text.lower())
    wanted = [language for language in LANGUAGES if not _names_of(language).isdisjoint(words)]
    known = _fillers().union(*(_names_of(language) for language in LANGUAGES))
    return wanted[0] if len(wanted) == 1 and known.issuperset(words) else None


def lean_on(question: Question, before: Question, deals: Sequence[str]) -> Question:
    """A follow-up with what it leaves unsaid: the deals that it is about, and words of the question before."""
    named = bool(question.deals)
    carried = () if _needs_no_word(question, deals) else _carried(question, before)
    if before.language != question.language and topic_of(question):
        carried = ()  # words of another language would find little, and it has its own
    return replace(
        question,
        deals=tuple(deals),
        asks=question.asks or before.asks,
        carried=carried,
        naming=question.naming if named else question.naming | before.naming,
        in_field=question.in_field or before.in_field,
        yes_no=question.yes_no or (question.asks is None and before.yes_no),
    )


def _needs_no_word(question: Question, deals: Sequence[str]) -> bool:
    return bool(deals) and question.asks in _ENOUGH_WITH_A_DEAL


def _carried(question: Question, before: Question) -> tuple[Word, ...]:
    """The earlier words, without those in whose place the follow-up puts others: a deal, a year, a name."""
    replaced: set[str] = set(before.naming) if question.deals or means_the_other(question.as_asked) else set()
    words = (*before.words, *before.carried)
    for kind in (_is_year, _is_name):
        if any(kind(word) for word in question.words):
            replaced |= {word.lemma for word in words if kind(word)}
    spoken = {word.lemma for word in question.words} | replaced
    return tuple(word for word in words if word.lemma not in spoken)


def _is_year(word: Word) -> bool:
    return bool(re.fullmatch(r"20\d\d", word.lemma))


def _is_name(word: Word) -> bool:
    return word.lemma in name_stems()


@lru_cache(maxsize=16)
def _pattern(name: str, language: Language) -> re.Pattern[str]:
    return re.compile(read("follow_ups")[name][language])


@lru_cache(maxsize=8)
def _names_of(language: Language) -> frozenset[str]:
    return frozenset(read("follow_ups")["languages"][language])


@lru_cache(maxsize=1)
def _fillers() -> frozenset[str]:
    return frozenset(read("follow_ups")["same"]).union(*(stop_words(language) for language in LANGUAGES))
