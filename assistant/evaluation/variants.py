"""What each part gives (ablation), and how far an answer moves when the wording does (robustness)."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering import Assistant
from assistant.evaluation.dataset import SetQuestion
from assistant.evaluation.metrics import Grades, mean, rank_measures
from assistant.evaluation.run import turns
from assistant.retrieval import Retriever, Signals
from assistant.types import Question
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
    "without spelling": Signals(spelling=False),
    "without translations": Signals(translations=False),
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


@dataclass(frozen=True, slots=True)
class Moved:
    """Of the questions that were answered: how often the same sections answered after the change of wording."""

    same: float
    questions: int


def robustness(assistant: Assistant, questions: Sequence[SetQuestion]) -> dict[str, Moved]:
    """How steady the answers are under typing errors, another word order, capitals. Empty without questions."""
    if not questions:
        return {}
    found: dict[str, Moved] = {}
    for name, change in _CHANGES.items():
        steady = []
        for question in questions:
            before = _sections(assistant, question, question.question)
            if not before:
                continue
            changed = change(question.question, random.Random(question.id))  # noqa: S311  # repeatable, no secret
            after = _sections(assistant, question, changed)
            steady.append(len(before & after) / len(before | after))
        found[name] = Moved(mean(steady), len(steady))
    return found


def _sections(assistant: Assistant, question: SetQuestion, text: str) -> frozenset[str]:
    answer = assistant.ask(text, turns(question), question.language)
    return frozenset(citation.passage.id for citation in answer.citations)


def _typo(text: str, chance: random.Random) -> str:
    """Two neighbouring letters of one long word change places."""
    words = list(re.finditer(r"[^\W\d_]{5,}", text))
    if not words:
        return text
    word = chance.choice(words)
    at = word.start() + chance.randrange(1, len(word[0]) - 2)
    return f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}"


def _word_order(text: str, chance: random.Random) -> str:
    words = text.rstrip("?!. ").split()
    chance.shuffle(words)
    return " ".join(words)


_CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "a typing error": _typo,
    "another word order": _word_order,
    "small letters, no punctuation": lambda text, _: re.sub(r"[?!.,]", "", text.lower()),
    "capital letters": lambda text, _: text.upper(),
    "a and o for å, ä and ö": lambda text, _: text.translate(str.maketrans("åäöÅÄÖ", "aaoAAO")),
}
