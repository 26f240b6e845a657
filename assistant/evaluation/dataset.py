"""The question set in `questions/`, and the rules that it keeps (docs/adding-questions.md)."""

import hashlib
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.types import Status
from corpus.types import Language

QUESTIONS = Path(__file__).parent / "questions"

Half = Literal["tuning", "test"]
Kind = Literal[
    "plain", "comparing", "commitment", "date", "number", "party", "how-to", "follow-up", "typo", "colloquial",
    "two-part", "false-premise", "unknown", "out-of-scope", "hostile", "superseded",
]  # fmt: skip
Forms = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]


class DatasetError(Exception):
    """The question set breaks a rule; the message has a line for each fault, with the file and the question."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fact(_Strict):
    """A value that a full answer holds: `any` one of its forms, or `all` of them."""

    name: str = Field(min_length=1)
    any: Forms | None = None
    all: Forms | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.any is None) == (self.all is None):
            raise ValueError("a fact has either any or all")
        return self

    def held_by(self, text: str) -> bool:
        """Whether a normalised text holds the value."""
        if self.any is not None:
            return any(normalise(form) in text for form in self.any)
        return all(normalise(form) in text for form in self.all or ())


class Never(_Strict):
    """What an answer must not say, and why that would be wrong."""

    any: Forms
    why: str = Field(min_length=1)

    def said_by(self, text: str) -> bool:
        """Whether a normalised text says it."""
        return any(normalise(form) in text for form in self.any)


class SetQuestion(_Strict):
    """A question with what its answer must hold, must not say, and where it stands."""

    id: str = Field(pattern=r"^[a-z0-9-]+-\d{2,}$")
    language: Language
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    deal: str
    question: str = Field(min_length=1, max_length=2000)
    history: tuple[str, ...] = ()
    status: Annotated[tuple[Status, ...], Field(min_length=1)]
    facts: tuple[Fact, ...] = ()
    never: tuple[Never, ...] = ()
    sources: tuple[str, ...] = ()
    origin: str = Field(min_length=1)
    theme: str
    half: Half


class _Theme(_Strict):
    theme: str = Field(pattern=r"^[a-z0-9-]+$")
    half: Half
    question: Annotated[tuple[dict[str, object], ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """All questions, ordered by id, and the digest of the files that hold them."""

    questions: tuple[SetQuestion, ...]
    digest: str


def normalise(text: str) -> str:
    """Small letters, each run of white space one space, so that forms are found whatever their typography."""
    return " ".join(text.replace("\u2011", "-").replace("’", "'").casefold().split())


def read_set(folder: Path = QUESTIONS) -> QuestionSet:
    """Read the question set. Raises DatasetError for files that do not have the form."""
    faults: list[str] = []
    questions: list[SetQuestion] = []
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        content = path.read_bytes()
        digest.update(content)
        try:
            theme = _Theme.model_validate(tomllib.loads(content.decode()))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
            faults.append(f"{path.name}: {error}")
            continue
        for number, raw in enumerate(theme.question, start=1):
            try:
                given = SetQuestion.model_validate({**raw, "theme": theme.theme, "half": theme.half})
            except ValidationError as error:
                told = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
                faults.append(f"{path.name}, question {number} ({raw.get('id')}): {told}")
                continue
            questions.append(given)
    if faults:
        raise DatasetError("\n".join(faults))
    return QuestionSet(tuple(sorted(questions, key=lambda question: question.id)), digest.hexdigest()[:16])


def lint(given: QuestionSet, texts: dict[tuple[str, Language], str], deals: frozenset[str]) -> list[str]:
    """The rules that no schema sees, one line a fault.

    `texts` has each text by id and language: a fact must stand in one of the question's sources, or no answer could
    hold it.
    """
    faults: list[str] = []
    counted = Counter(question.id for question in given.questions)
    faults += [f"{question_id}: used {count} times" for question_id, count in counted.items() if count > 1]
    halves: dict[str, set[Half]] = {}
    for question in given.questions:
        halves.setdefault(question.theme, set()).add(question.half)
        faults += [f"{question.id}: {fault}" for fault in _faults(question, texts, deals)]
    faults += [f"{theme}: stands in both halves" for theme, found in halves.items() if len(found) > 1]
    seen: dict[tuple[str, tuple[str, ...]], str] = {}
    for question in given.questions:
        key = (normalise(question.question), question.history)
        if key in seen:
            faults.append(f"{question.id}: asks the same as {seen[key]}")
        seen.setdefault(key, question.id)
    return faults


def _faults(question: SetQuestion, texts: dict[tuple[str, Language], str], deals: frozenset[str]) -> list[str]:
    faults: list[str] = []
    if not question.id.startswith(f"{question.theme}-"):
        faults.append(f"its id does not begin with its theme, {question.theme}")
    if question.deal not in deals:
        faults.append(f"there is no deal {question.deal}")
    unknown = [source for source in question.sources if (source, question.language) not in texts]
    faults += [f"there is no text {source}" for source in unknown]
    answered = question.status[0] in (Status.ANSWERED, Status.PARTIAL)
    if answered and not question.facts:
        faults.append("an answered question has facts")
    if answered and not question.sources:
        faults.append("an answered question has sources")
    if question.status[0] in (Status.OUT_OF_SCOPE, Status.REFUSED) and question.facts:
        faults.append("a question about something else has no facts")
    if ("follow-up" in question.kinds) != bool(question.history):
        faults.append("a follow-up has a history, and only a follow-up has one")
    where = normalise(" ".join(texts.get((source, question.language), "") for source in question.sources))
    faults += [
        f"no source holds the fact “{fact.name}”"
        for fact in question.facts
        if question.sources and not unknown and not fact.held_by(where)
    ]
    return faults
