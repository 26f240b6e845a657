"""Answers with the sources' own sentences: the default, and what a failing chat model falls back to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from assistant.quoting import first_told, in_own_words, quote, tells_nothing
from assistant.texts import Texts
from assistant.types import Question, Reply, Sentence, Status
from assistant.verdict import verdict
from corpus.analysis import named_words
from corpus.asks import read_ask
from corpus.types import Hit, Language, Passage

ANSWERS = 0.06
"""A passage that answers with at least this probability is the answer (docs/adr/0005-answers.md)."""

NEAREST = 0.03
"""One that does so with at least this is shown as what comes nearest, and called so."""

ANSWERS_A_STRANGER = 0.13
"""What a question needs that has no word of the field."""

ANSWERS_A_SCRAP = 0.3
"""What a question of numbers and single letters needs: "5" is none, "93 % of what" may be one."""

_BESIDE = 0.35
"""Of the best passage's probability: one that comes this near is given beside it.

One in the language of the question that does so is given, and none in another language.
"""

_AS_SURE = 0.85
"""The same for one that tells something, before the best one that tells what is not told."""

_AS_GOOD = 0.4
"""The same for the other deal's passage that asks the same, where the question leaves the deal open."""

_PASSAGES = 4
_SHOWN = 6
"""Sentences before "more"."""

_SHORTEST = 3


class ExtractiveAnswerer:
    """Picks the passages that answer and gives their statements whole, in their order, each with its proof."""

    name = "extractive"

    def __init__(self, procurement_deals: Iterable[str], texts: Mapping[Language, Texts]) -> None:
        self._procurement_deals = tuple(procurement_deals)
        self._texts = texts

    def answer(self, question: Question, hits: Sequence[Hit], parts: int = 1) -> Reply:
        """Answer from the hits, best first; say which kind of no it is when they hold no answer.

        A question that is one of several `parts` gets its share of passages and of what is in sight.
        """
        hits = _in_language(question.language, hits)
        if not hits or hits[0].score < (ANSWERS_A_SCRAP if _asks_nothing(question) else NEAREST):
            return Reply(Status.NOT_FOUND if question.in_field else Status.OUT_OF_SCOPE)
        if not question.in_field and hits[0].score < ANSWERS_A_STRANGER:
            return Reply(Status.OUT_OF_SCOPE)
        chosen = self._choose(question, hits)[: max(1, _PASSAGES // parts)]
        said = verdict(question, chosen[0].passage) if question.yes_no else None
        if said and verdict(question, first_told(chosen[0])) != said:
            chosen[0] = in_own_words(chosen[0])  # a yes or no stands before the sentence that proves it
        sentences, citations = quote(chosen, max(1, _SHOWN // parts))
        if tells_nothing(chosen[0]):
            return Reply(Status.NOT_FOUND, sentences, citations)
        if missing := self._missing(question, chosen, hits[0].score):
            return Reply(Status.PARTIAL, (missing, *sentences), citations)
        if said:
            sentences = (Sentence(self._texts[question.language].get("answer", said), (1,), "verdict"), *sentences)
        return Reply(Status.ANSWERED, sentences, citations)

    def _choose(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        """The best passage, those near it, and the other deal's equal where the question leaves the deal open."""
        best = next((hit for hit in hits if hit.score >= _AS_SURE * hits[0].score and not tells_nothing(hit)), hits[0])
        near = [
            hit
            for hit in hits
            if hit is not best
            and hit.score >= _BESIDE * best.score
            and not _is_of_others(hit.passage, best.passage, question)
        ]
        if tells_nothing(best):
            near = [hit for hit in near if tells_nothing(hit)]
        chosen = [best, *near[: _PASSAGES - 1]]
        if best.passage.deal in self._procurement_deals and len(question.deals) != 1:
            for deal in question.deals or self._procurement_deals:
                other = next((hit for hit in hits if hit.passage.deal == deal and _ask_the_same(hit, best)), None)
                if other and deal != best.passage.deal and other.score >= _AS_GOOD * best.score:
                    # the deal in force, or the one that runs longest, comes first
                    both = sorted((best, other), key=lambda hit: hit.passage.valid_until or date.max, reverse=True)
                    chosen = [*both, *(hit for hit in chosen if hit not in both)][:_PASSAGES]
        return chosen

    def _missing(self, question: Question, chosen: Sequence[Hit], best_score: float) -> Sentence | None:
        """What is to be said before passages that may not answer, or none of which mentions whom it was asked about."""
        texts = self._texts[question.language]
        unnamed = [name for name in chosen[0].unnamed if all(name in hit.unnamed for hit in chosen)]
        if unnamed:
            return Sentence(texts.get("answer", "unnamed", names=", ".join(unnamed)), (), "missing")
        if best_score < ANSWERS:
            return Sentence(texts.get("answer", "nearest"), (), "missing")
        return None


def _in_language(language: Language, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Those in the language of the question, where one of them comes near the best; else all."""
    own = [hit for hit in hits if hit.passage.language == language]
    return own if own and own[0].score >= _BESIDE * hits[0].score else hits


def _asks_nothing(question: Question) -> bool:
    """ "5", "1 1 1": nothing that could be asked."""
    return not question.deals and all(len(w.surface) < _SHORTEST for w in (*question.words, *question.carried))


def _is_of_others(passage: Passage, best: Passage, question: Question) -> bool:
    """Whether a heading names others than the question, where the best passage's names whom the question names."""
    asked = {word.lemma for word in (*question.words, *question.carried)}
    own, others = (named_words(found.heading, found.language)[0] for found in (best, passage))
    return bool(others - own - asked) and not own.isdisjoint(asked)


def _ask_the_same(one: Hit, other: Hit) -> bool:
    asks = [read_ask(hit.passage.heading, hit.passage.language) for hit in (one, other)]
    return len({ask.what if ask else None for ask in asks}) == 1
