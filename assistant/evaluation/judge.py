"""A chat model's opinion of the answers: does each sentence follow from its quotes, and do they answer the question?

An opinion differs from run to run and from model to model, so it is asked several times and is no part of the gate.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, pstdev
from typing import Protocol

from assistant.evaluation.dataset import QuestionSet
from assistant.evaluation.run import Record, Run
from assistant.generative.failure import Failure, ModelFailed
from assistant.generative.material import as_data, asked_as_data
from assistant.generative.prompts import Prompt, PromptFile
from assistant.texts import PROMPTS
from corpus.types import LANGUAGES, Language

WARNING = (
    "A model's opinion, which another model or another day may not share: read it beside the report. The gate does not "
    "look at it."
)

_SENTENCE = re.compile(r"^\s*(\d+)\s*:\s*(yes|no)\b", re.IGNORECASE | re.MULTILINE)
_ANSWERS = re.compile(r"^\s*ANSWERS\s*:\s*(yes|no)\b", re.IGNORECASE | re.MULTILINE)


class Judge(Protocol):
    """What gives an opinion, such as a ChatModel."""

    def complete(self, prompt: Prompt, within_s: float) -> str:
        """The whole of what it writes. Raises ModelFailed."""


class NothingJudged(Exception):
    """There is no opinion to report; the message tells why."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it is judged: a question, and sentences each with its quotes."""

    language: Language
    question: str
    sentences: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """Which sentences follow from their quotes, and whether they answer the question."""

    follows: tuple[bool, ...]
    answers: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """The means of a run over one language or all (`follows` over sentences, `answers` over answers)."""

    group: str
    follows: tuple[float, ...]
    answers: tuple[float, ...]
    judged: int

    @property
    def line(self) -> str:
        """Mean and spread over the runs."""
        return (
            f"{self.group:4} sentences that follow {_spread(self.follows)}, "
            f"answers that answer {_spread(self.answers)}, {self.judged} opinions"
        )


def answers_in(given: QuestionSet, run: Run) -> list[Answered]:
    """The answers of a run that claim something, in the order of the question set."""
    return [
        Answered(question.language, question.question, sentences)
        for question in given.questions
        if (record := run.records.get(question.id)) and (sentences := tuple(_claims(record)))
    ]


def judge(
    model: Judge,
    answers: Sequence[Answered],
    runs: int,
    progress: Callable[[], object] | None = None,
) -> list[Tally]:
    """Ask for an opinion of each answer, `runs` times: the tally of all, then of each language.

    An opinion that cannot be read counts for nothing; `judged` tells how many could. Raises NothingJudged.
    """
    prompt = PromptFile((PROMPTS / "judge.md").read_text(encoding="utf-8"))
    opinions = [_run(model, answers, prompt, progress) for _ in range(runs)]
    tallies = [_tally("all", answers, opinions), *(_tally(code, answers, opinions) for code in LANGUAGES)]
    if not tallies[0].judged:
        raise NothingJudged("The chat model gave no opinion that could be read. Try it with: python -m assistant ask")
    return [tally for tally in tallies if tally.judged]


def report(tallies: Iterable[Tally]) -> str:
    """The tallies as lines, and what they are worth."""
    return "\n".join((*(tally.line for tally in tallies), WARNING))


def _claims(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    quotes: Mapping[int, str] = {citation["number"]: citation["quote"] for citation in record["answer"]["citations"]}
    for sentence in record["answer"]["sentences"]:
        if sentence["citations"]:
            yield sentence["text"], tuple(quotes[number] for number in sentence["citations"])


def _run(
    model: Judge, answers: Sequence[Answered], prompt: PromptFile, progress: Callable[[], object] | None
) -> list[Opinion | None]:
    opinions: list[Opinion | None] = []
    for answer in answers:
        opinions.append(_opinion(model, answer, prompt))
        if progress:
            progress()
    return opinions


def _opinion(model: Judge, answer: Answered, prompt: PromptFile) -> Opinion | None:
    lines = [
        f"{number}: {as_data(text)}\n" + "\n".join(f"   quote: {as_data(quote)}" for quote in quotes)
        for number, (text, quotes) in enumerate(answer.sentences, start=1)
    ]
    try:
        filled = prompt.fill(question=asked_as_data(answer.question), answer="\n".join(lines))
        written = model.complete(filled, within_s=600)
    except ModelFailed as failed:
        if failed.failure is Failure.OVER_BUDGET:
            raise NothingJudged(
                "The tokens of the day are used; set GREENDEAL_CHAT_DAILY_TOKENS or wait until tomorrow."
            ) from failed
        return None
    said = {int(number): word.lower() == "yes" for number, word in _SENTENCE.findall(written)}
    answers = _ANSWERS.search(written)
    if not answers or said.keys() != set(range(1, len(answer.sentences) + 1)):
        return None
    return Opinion(tuple(said[number] for number in sorted(said)), answers[1].lower() == "yes")


def _tally(group: str, answers: Sequence[Answered], runs: Sequence[Sequence[Opinion | None]]) -> Tally:
    chosen = [
        [o for answer, o in zip(answers, opinions, strict=True) if o and group in ("all", answer.language)]
        for opinions in runs
    ]
    return Tally(
        group,
        tuple(mean(follow for opinion in run for follow in opinion.follows) for run in chosen if run),
        tuple(mean(opinion.answers for opinion in run) for run in chosen if run),
        sum(map(len, chosen)),
    )


def _spread(values: Sequence[float]) -> str:
    return f"{mean(values):.3f} (runs {min(values):.3f} to {max(values):.3f}, standard deviation {pstdev(values):.3f})"
