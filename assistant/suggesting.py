"""Questions to go on with after an answer: headings of our own texts, each proven to be answered by its own passage."""

import copy
import logging
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

import numpy as np

from assistant.answering import Assistant
from assistant.masking import mask
from assistant.types import Answer, Status
from corpus.analysis import content_words
from corpus.index import Index
from corpus.types import GENERAL, LANGUAGES, Kind, Language, Passage

log = logging.getLogger(__name__)

_MOST = 3
_NEAR = 150
"""So many passages, the nearest in meaning to what was asked, are looked at before the rest."""

_SAME = 0.5
"""Two questions that share this part of their words would be the same question to a reader."""

_NONE_AFTER = (Status.REFUSED, Status.ERROR)


class Suggestions:
    """Finds them. What has been checked of an index is known as long as that index is in use."""

    def __init__(self, assistant: Assistant, starters: Mapping[Language, Sequence[str]]) -> None:
        """`starters` are shown where the question had nothing to do with the material."""
        self._starters = starters
        self._quoting = copy.copy(assistant)
        self._quoting.model = None  # to check a question must not cost what a chat model does
        self._checked: tuple[str, dict[str, bool]] = ("", {})

    def after(self, answer: Answer, asked: Sequence[str]) -> tuple[str, ...]:
        """At most three, in the answer's language and on its deal; `asked` are the questions so far, the last one last.

        None where nothing is left to ask, or where a part fails: what is extra must not cost the answer.
        """
        if answer.status in _NONE_AFTER:
            return ()
        if answer.status is Status.OUT_OF_SCOPE:
            return tuple(starter for starter in self._starters[answer.language] if starter not in asked)
        try:
            index = self._quoting.index.get()
            return tuple(islice(self._answered(answer, [mask(question) for question in asked], index), _MOST))
        except Exception:
            log.exception("no question could be suggested")
            return ()

    def _answered(self, answer: Answer, asked: Sequence[str], index: Index) -> Iterator[str]:
        told = {citation.passage.key for citation in answer.citations}
        known = [_words(question, answer.language) for question in asked]
        for passage in self._near(answer, asked[-1], index):
            words = _words(passage.heading, answer.language)
            if passage.key in told or any(_same(words, other) for other in known):
                continue
            if self._is_answered(passage, index):
                known.append(words)
                yield passage.heading

    def _near(self, answer: Answer, question: str, index: Index) -> Iterator[Passage]:
        """Our passages on the deal, the nearest first, then those on green deals at large."""
        deals = [citation.passage.deal for citation in answer.citations] or [*answer.deals]
        near = index.search_meaning(answer.question_used or question, answer.language, _NEAR).positions
        for deal in dict.fromkeys([*deals[:1], GENERAL]):
            here = _of(index, deal, answer.language)
            nearest = [int(position) for position in near if position in here]
            for position in dict.fromkeys(chain(nearest, sorted(here))):
                passage = index.passages[position]
                if passage.kind is Kind.SUMMARY and passage.current and passage.heading.endswith("?"):
                    yield passage

    def _is_answered(self, passage: Passage, index: Index) -> bool:
        build, checked = self._checked
        if build != index.manifest.build:
            checked = {}
            self._checked = (index.manifest.build, checked)
        if passage.id not in checked:
            checked[passage.id] = self._check(passage, index)
        return checked[passage.id]

    def _check(self, passage: Passage, index: Index) -> bool:
        """Whether the question is answered, by this passage first or by the official text that tells the same."""
        answer = self._quoting.ask(passage.heading, language=passage.language)
        own = {passage.id, *(official.passage.id for official in index.official_of(passage))}
        return answer.status is Status.ANSWERED and answer.citations[0].passage.id in own


def _of(index: Index, deal: str, language: Language) -> set[int]:
    """The positions of the passages on a deal in a language."""
    if deal not in index.facets.deals:
        return set()
    here = (index.facets.deal == index.facets.deals.index(deal)) & (index.facets.language == LANGUAGES.index(language))
    return set(np.flatnonzero(here).tolist())


def _words(question: str, language: Language) -> frozenset[str]:
    return frozenset(word.lemma for word in content_words(question, language))


def _same(words: frozenset[str], others: frozenset[str]) -> bool:
    return len(words & others) >= _SAME * len(words | others)
