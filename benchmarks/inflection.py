"""Finnish questions whose nouns are put in another case or number, or a compound apart: is the passage still found?

A single noun is asked alone. Of these only those count that the texts hold as they were typed: what search finds for
another is chance, and a misspelt one (lukutorri, of Lukutori) has no forms.

`python -m benchmarks.inflection` prints the samples that lost theirs.
"""

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property

from assistant.answering import Assistant
from assistant.evaluation.dataset import SetQuestion, read_set
from assistant.evaluation.inflect import forms_of
from assistant.evaluation.metrics import Grades
from assistant.settings import Settings
from assistant.wiring import build_assistant
from benchmarks.baselines import Baselines
from benchmarks.cases import CASES, NUMBERS, Case, Forms, Number, cases_of
from benchmarks.questions import Rankings, grades_of, rank
from benchmarks.rows import Row
from corpus.analysis import Word, content_words
from corpus.index import Index

_SAMPLES = 200  # of questions, and as many of single nouns
_FIRST = 3
_FLOOR = {"fused": 0.97}


@dataclass(frozen=True, slots=True)
class Sample:
    """A text as it was and as it is with other forms; `key` is the question's id or the noun."""

    key: str
    before: str
    after: str


class Inflector:
    """Puts the nouns of texts in a case and number, by the dictionary's forms."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = {word.lemma: word for text in texts for word in content_words(text, "fi")}

    @cached_property
    def _cases(self) -> Mapping[str, Forms]:
        wanted = {token for word in self._words.values() for token in word.tokens}
        return {lemma: cases_of(lemma, forms) for lemma, forms in forms_of(wanted, "fi").items()}

    @property
    def nouns(self) -> list[str]:
        """The lemmas that have forms, in the order of the alphabet."""
        return sorted(lemma for lemma, word in self._words.items() if self._split(word)[1])

    def inflect(self, text: str, case: Case, number: Number, *, apart: bool) -> str | None:
        """The text with every noun in this form, compounds written apart or not; None where no word changes."""
        changed = text
        for word in content_words(text, "fi"):
            beginning, forms = self._split(word)
            if form := forms.get((case, number)):
                put = f"{beginning} {form}" if apart and beginning else f"{beginning}{form}"
                changed = re.sub(rf"(?<!\w){re.escape(word.surface)}(?!\w)", put, changed, flags=re.IGNORECASE)
        return changed if changed.lower() != text.lower() else None

    def _split(self, word: Word) -> tuple[str, Forms]:
        """The beginning of a compound, which does not change, and the forms of its last part."""
        for part in sorted((part for part in word.parts if word.lemma.endswith(part)), key=len):
            if forms := self._cases.get(part):
                return word.lemma.removesuffix(part), forms
        return "", self._cases.get(word.lemma, {})


def samples(texts: Mapping[str, str], inflector: Inflector, count: int, seed: int = 1) -> list[Sample]:
    """So many samples of the texts in turn, in a random case and number, every second compound apart."""
    chance = random.Random(seed)  # noqa: S311  # repeatable, no secret
    found: dict[Sample, None] = {}
    for _ in range(20 * count):
        key = chance.choice(sorted(texts))
        after = inflector.inflect(texts[key], chance.choice(CASES), chance.choice(NUMBERS), apart=chance.random() < 0.5)
        if after:
            found[Sample(key, texts[key], after)] = None
        if len(found) == count:
            break
    return list(found)


@dataclass(frozen=True, slots=True)
class Lost:
    """A sample whose passage was among the first three before, and is no more, with what is found instead."""

    system: str
    sample: Sample
    found: Sequence[str]


def measure(assistant: Assistant, questions: Sequence[SetQuestion], index: Index) -> tuple[list[Row], list[Lost]]:
    """The rows of questions and of single nouns, of the tuning half, and what was lost."""
    asked = {q.id: q.question for q in questions if (q.half, q.language) == ("tuning", "fi") and not q.history}
    grades = {q: g for q, g in grades_of(questions, index.passages).items() if q in asked and g}
    inflector = Inflector(asked.values())
    baselines = Baselines(index.passages)

    def ranked(texts: Mapping[str, str]) -> Rankings:
        understood = {key: assistant.understand(text) for key, text in texts.items()}
        return rank(assistant, understood, index, baselines)

    by_question = samples({q: asked[q] for q in grades}, inflector, _SAMPLES)
    by_noun = samples({noun: noun for noun in inflector.nouns if _is_held(noun, index)}, inflector, _SAMPLES)
    rows, lost = _held("questions", by_question, ranked, lambda _, key: grades[key])
    more, lost_too = _held("single nouns", by_noun, ranked, lambda before, _: dict.fromkeys(before[:1], 1))
    return rows + more, lost + lost_too


def _is_held(noun: str, index: Index) -> bool:
    """Whether the Finnish texts have the word, or a compound with it."""
    return index.vocabulary("fi").nearest(noun, 100.0) is not None


def _held(
    what: str,
    given: Sequence[Sample],
    ranked: Callable[[Mapping[str, str]], Rankings],
    right: Callable[[Sequence[str], str], Grades],
) -> tuple[list[Row], list[Lost]]:
    """Of the samples whose passage each system had among the first three before, the share that still has it.

    `right` says which passages are right, from what the system found before and the sample's key.
    """
    before = ranked({sample.key: sample.before for sample in given})
    after = ranked({str(number): sample.after for number, sample in enumerate(given)})
    kept: dict[str, float] = {}
    had: dict[str, int] = {}
    lost: list[Lost] = []
    for system, found in after.items():
        stays = []
        for number, sample in enumerate(given):
            grades = right(before[system][sample.key], sample.key)
            if not _among(before[system][sample.key], grades):
                continue
            stays.append(_among(found[str(number)], grades))
            if not stays[-1]:
                lost.append(Lost(system, sample, found[str(number)][:_FIRST]))
        kept[system], had[system] = sum(stays) / len(stays) if stays else 0.0, len(stays)
    return [Row(f"inflection, {what}: first {_FIRST} kept", had["fused"], kept, _FLOOR)], lost


def _among(found: Sequence[str], grades: Grades) -> bool:
    return any(passage in grades for passage in found[:_FIRST])


def main() -> None:
    """Print what ours (fused) loses, on the index in use."""
    assistant = build_assistant(Settings.read())
    with closing(assistant.index):
        rows, lost = measure(assistant, read_set().questions, assistant.index.get())
    for row in rows:
        print(row.measure, row.count, {name: round(value, 3) for name, value in row.values.items()})
    for entry in lost:
        if entry.system == "fused":
            print(f"- {entry.sample.before} -> {entry.sample.after}: {', '.join(entry.found)}")


if __name__ == "__main__":
    main()
