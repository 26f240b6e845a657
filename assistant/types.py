"""What goes into the assistant and what comes out: Question, Citation, Answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from corpus.analysis import Word
from corpus.types import Language, Passage, SourcePage

Courtesy = Literal["greeting", "thanks", "goodbye", "about"]
"""What a message is that asks nothing of the material; keys of the texts' table `courtesy`."""


class Status(StrEnum):
    """How a question was answered; what each means is fixed in the HTTP contract."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    OUT_OF_SCOPE = "out_of_scope"
    REFUSED = "refused"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone.

    `as_asked` is what was typed, `text` the same with what the conversation adds. `deals` are the ids of the deals it
    is about, none where it names none; `asks` is what it asks for (see `corpus.asks`). `words` are searched; `carried`
    are words of an earlier question, which guide the search but need not be found. `naming` are the lemmas that only
    name a deal. `in_field` says whether it is about procurement green deals at all, as far as its words tell.
    """

    as_asked: str
    text: str
    language: Language
    deals: tuple[str, ...]
    asks: str | None
    words: tuple[Word, ...]
    carried: tuple[Word, ...]
    naming: frozenset[str]
    in_field: bool
    yes_no: bool = False
    counted: str | None = None
    parts: tuple["Question", ...] = ()
    courtesy: Courtesy | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """The proof of a sentence: `quote` stands word for word in the document, `sources` are the pages that say it."""

    number: int
    passage: Passage
    quote: str
    sources: tuple[SourcePage, ...]


SentenceKind = Literal["sentence", "lead", "item", "verdict", "missing"]
"""`lead` introduces the items after it. `verdict` is a "Yes." or "No." of ours, with the citations that prove it.
`missing` says what the material does not tell, and needs no citation."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer, with the numbers of its citations.

    `translated_from` is set where a chat model said in the language of the question what the sources say in this one.
    `more` marks what is shown on demand, so that the first look is short.
    """

    text: str
    citations: tuple[int, ...]
    kind: SentenceKind = "sentence"
    translated_from: Language | None = None
    more: bool = False


class Rule(StrEnum):
    """What a sentence is held to; each is told in docs/verification.md."""

    NO_CITATION = "no_citation"
    QUOTE_NOT_FOUND = "quote_not_found"
    FIGURE = "figure"
    FIGURE_MOVED = "figure_moved"
    LEGAL_REFERENCE = "legal_reference"
    NAME = "name"
    NAME_MOVED = "name_moved"
    DEAL = "deal"
    NEGATION = "negation"
    MODALITY = "modality"
    COMPARISON = "comparison"
    MEANING = "meaning"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a sentence breaks; `detail` is the word, name or figure that breaks it, as it is written."""

    rule: Rule
    detail: str


@dataclass(frozen=True, slots=True)
class Struck:
    """A sentence that was taken out of an answer, and why."""

    sentence: Sentence
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask, when the material does not tell."""

    name: str
    email: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answerer makes of the hits, before the contact and the notices; `struck` is what the proof took out.

    `notices` are keys of texts about how the answer came about; `answerer` and `prompt_digest` tell what made it.
    """

    status: Status
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    struck: tuple[Struck, ...] = ()
    notices: tuple[str, ...] = ()
    answerer: str = "extractive"
    prompt_digest: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. `deals` are those it rests on; `question_used` is set when it is not what was typed.

    `prompt_digest` tells which prompt a chat model was given; `struck` counts the sentences that the proof took away.
    """

    id: str
    status: Status
    language: Language
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    deals: tuple[str, ...]
    notices: tuple[str, ...]
    contact: Contact
    answerer: str
    question_used: str | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
    prompt_digest: str | None = None
    struck: int = 0

    @property
    def text(self) -> str:
        """The answer as plain text."""
        return as_text(self.sentences)


def as_text(sentences: Iterable[Sentence]) -> str:
    """Sentences as plain text: list items on lines of their own, citation numbers in brackets."""
    lines: list[str] = []
    for sentence in sentences:
        marks = "".join(f" [{number}]" for number in sentence.citations)
        if sentence.kind == "item":
            lines.append(f"- {sentence.text}{marks}")
        elif lines and not lines[-1].startswith("- ") and sentence.kind != "lead":
            lines[-1] += f" {sentence.text}{marks}"
        else:
            lines.append(f"{sentence.text}{marks}")
    return "\n".join(lines)
