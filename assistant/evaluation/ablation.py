"""What each part gives: the ranking with one part switched off."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answering import Assistant
from assistant.evaluation.dataset import SetQuestion
from assistant.evaluation.metrics import Grades, mean, rank_measures
from assistant.evaluation.run import turns
from assistant.retrieval import Retriever, Signals
from assistant.types import Question
from assistant.understand.reading import Understanding
from corpus.analysis import Word, content_words
from corpus.index import Index
from corpus.lexical import LexicalIndex
from corpus.types import Language

_DEPTH = 10

_SWITCHES: dict[str, Signals] = {
    "everything": Signals(),
    "without vectors": Signals(dense_share=0.0),
    "without words": Signals(dense_share=1.0),
    "without headings": Signals(headings=False),
    "without what is asked for": Signals(asks=False),
    "without deals": Signals(deals=False),
    "without names": Signals(names=False),
    "without synonyms": Signals(synonyms=False),
    "without translations": Signals(translations=False),
    "without evidence": Signals(evidence=False),
}


def ablate(
    assistant: Assistant, questions: Sequence[SetQuestion], grades: Mapping[str, Grades]
) -> dict[str, dict[str, float]]:
    """The mean rank measures with each part switched off: what gives nothing should go. Empty without questions."""
    if not questions:
        return {}
    index = assistant.index.get()
    asked = {q.id: assistant.understand(q.question, turns(q)) for q in questions}
    results = {name: _measure(assistant, signals, index, asked, grades) for name, signals in _SWITCHES.items()}
    unspelt = Understanding(assistant.deals)
    typed = {q.id: unspelt.understand(q.question, turns(q)) for q in questions}
    results["without spelling"] = _measure(assistant, Signals(), index, typed, grades)
    for name, cut in (("without compound parts", _without_parts), ("without lemmas and parts", _without_lemmas)):
        words = {question_id: _with_words(question, cut) for question_id, question in asked.items()}
        results[name] = _measure(assistant, Signals(), _with_tokens(index, cut), words, grades)
    return results


def _measure(
    assistant: Assistant,
    signals: Signals,
    index: Index,
    asked: Mapping[str, Question],
    grades: Mapping[str, Grades],
) -> dict[str, float]:
    retriever = Retriever(assistant.deals, signals)
    rankings = {q: [hit.passage.id for hit in retriever.retrieve(a, index, _DEPTH)] for q, a in asked.items()}
    measures = rank_measures(rankings, grades)
    return {name: mean([m[name] for m in measures.values()]) for name in ("found@1", "found@5", "mrr", "ndcg@10")}


def _without_parts(word: Word) -> Word:
    return Word(word.surface, word.lemma, ())


def _without_lemmas(word: Word) -> Word:
    return Word(word.surface, word.surface, ())


def _with_words(question: Question, cut: Callable[[Word], Word]) -> Question:
    return replace(question, words=tuple(map(cut, question.words)), carried=tuple(map(cut, question.carried)))


def _with_tokens(index: Index, cut: Callable[[Word], Word]) -> Index:
    """The same index with other words in it; the vectors are shared."""

    def tokens(text: str, language: Language) -> list[str]:
        return [token for word in content_words(text, language) for token in cut(word).tokens]

    return index.with_lexical(LexicalIndex.build(index.passages, tokens))
