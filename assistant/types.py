"""What goes into the assistant and what comes out: Question, Citation, Answer."""

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
    counts: bool = False
    lists: bool = False
    parts: tuple["Question", ...] = ()
    courtesy: Courtesy | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """The proof of a sentence: `quote` stands word for word in the document, `sources` are the pages that say it."""

    number: int
    passage: Passage
    quote: str
    sources: tuple[SourcePage, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer, with the numbers of its citations. `lead` introduces the items after it."""

    text: str
    citations: tuple[int, ...]
    kind: Literal["sentence", "lead", "item"] = "sentence"


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask, when the material does not tell."""

    name: str
    email: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answerer makes of the hits, before the contact, the notices and the proof are looked at."""

    status: Status
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. `deals` are those it rests on; `question_used` is set when the history changed the question."""

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

    @property
    def text(self) -> str:
        """The answer as plain text: list items on lines of their own, citation numbers in brackets."""
        lines: list[str] = []
        for sentence in self.sentences:
            marks = "".join(f" [{number}]" for number in sentence.citations)
            if sentence.kind == "item":
                lines.append(f"- {sentence.text}{marks}")
            elif lines and not lines[-1].startswith("- ") and sentence.kind == "sentence":
                lines[-1] += f" {sentence.text}{marks}"
            else:
                lines.append(f"{sentence.text}{marks}")
        return "\n".join(lines)
