"""The bodies of the calls, as the contract names them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from assistant.types import Answer, Citation, Sentence, SentenceKind, Status, Turn
from corpus.deals import Deal
from corpus.types import Document, Hit, Kind, Language
from corpus.visible import composed


def _not_blank(text: str) -> str:
    if not text:
        raise ValueError("String should have at least 1 character")
    return text


def _address(text: str) -> str | None:
    """An e-mail address by its form: whether it exists, only a mail to it would tell. A blank one is none."""
    if not (address := text.strip()):
        return None
    if not re.fullmatch(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+", address) or not address.isprintable():
        raise ValueError("String should be an e-mail address, such as name@example.fi")
    return address


MOST_LETTERS, MOST_TURNS, MOST_LETTERS_BEFORE = 2000, 20, 20_000
"""Of a question; of the history, its messages and the letters of each."""

QuestionText = Annotated[
    str, StringConstraints(strict=True, max_length=MOST_LETTERS), AfterValidator(composed), AfterValidator(_not_blank)
]
"""A question of 1 to 2,000 characters, of which at least one can be seen."""

AnswerId = Annotated[
    str, StringConstraints(strict=True, max_length=64), AfterValidator(composed), AfterValidator(_not_blank)
]
"""The `id` of an answer."""


class TurnIn(BaseModel):
    """An earlier message."""

    role: Literal["user", "assistant"]
    content: Annotated[str, StringConstraints(strict=True, max_length=MOST_LETTERS_BEFORE), AfterValidator(composed)]

    def turn(self) -> Turn:
        """As the assistant knows it."""
        return Turn(self.role, self.content)


class AskIn(BaseModel):
    """A question. `language` null means the language of the question; `deal` null means what the question says."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"question": "What does the daycare deal commit me to?", "language": None}]}
    )
    question: QuestionText
    language: Language | None = None
    history: Annotated[list[TurnIn], Field(max_length=MOST_TURNS)] | None = None
    deal: str | None = None

    @property
    def questions(self) -> list[str]:
        """What was asked in the conversation, this question last."""
        return [*(turn.content for turn in self.history or () if turn.role == "user"), self.question]


class FeedbackIn(BaseModel):
    """Whether an answer helped, by the answer's `id`; a second word on the same answer replaces the first."""

    answer_id: AnswerId
    helpful: StrictBool
    comment: Annotated[str, StringConstraints(strict=True, max_length=2000), AfterValidator(composed)] | None = None


class HandoverIn(BaseModel):
    """A question for the staff, by the `id` of the answer that did not do; an `email` lets them reply."""

    answer_id: AnswerId
    message: Annotated[str, StringConstraints(strict=True, max_length=2000), AfterValidator(composed)] | None = None
    email: Annotated[str, StringConstraints(strict=True, max_length=254), AfterValidator(_address)] | None = None


class HandoverOut(BaseModel):
    """What to name when asking about it."""

    reference: str


class SentenceOut(BaseModel):
    """A sentence; `kind` is `lead` for a line that introduces the items after it, `item` for one of these.

    `verdict` is a "Yes." or "No." of ours, `missing` says what the material does not tell and cites nothing.
    `translated_from` is set where a chat model translated what the sources say in this language. `more` marks what a
    first look need not show.
    """

    text: str
    citations: list[int]
    kind: SentenceKind
    translated_from: Language | None
    more: bool


class SourceOut(BaseModel):
    """A page that a quote rests on, and the day on which it was read."""

    url: str
    title: str
    seen: date


class CitationOut(BaseModel):
    """The proof of a sentence; `quote` stands word for word in the document, which is of the `kind`.

    `sources` are the pages that say it.
    """

    number: int
    document_id: str
    title: str
    url: str
    section: str
    quote: str
    language: Language
    deal: str
    official: bool
    published: date | None
    checked: date
    valid_until: date | None
    current: bool
    kind: Kind
    sources: list[SourceOut]


class ContactOut(BaseModel):
    """Whom to ask."""

    name: str
    email: str | None
    url: str | None


class AnswerOut(BaseModel):
    """A whole answer. `suggestions` are questions to go on with, which the material answers; none outside /api/ask."""

    id: str
    status: Status
    language: Language
    answer: str
    sentences: list[SentenceOut]
    citations: list[CitationOut]
    deals: list[str]
    notices: list[str]
    question_used: str | None
    answerer: str
    prompt_digest: str | None
    contact: ContactOut
    suggestions: list[str]
    timings_ms: dict[str, float]


class HitOut(BaseModel):
    """A ranked passage."""

    score: float
    document_id: str
    title: str
    url: str
    section: str
    text: str
    language: Language
    deal: str
    current: bool


class SearchOut(BaseModel):
    """The ranked passages, best first."""

    hits: list[HitOut]


class DocumentOut(BaseModel):
    """A document that is known; `passages` counts its sections, `aliases` are other addresses that show its text."""

    document_id: str
    title: str
    url: str
    language: Language
    deal: str
    kind: Kind
    official: bool
    published: date | None
    checked: date
    valid_until: date | None
    current: bool
    passages: int
    sources: list[SourceOut]
    aliases: list[str]


class PartyOut(BaseModel):
    """A party of a deal; `joined_text` stands where no full date is known."""

    name: dict[Language, str]
    joined: date | None
    joined_text: dict[Language, str] | None
    source_url: str


class MilestoneOut(BaseModel):
    """What a deal says of a day."""

    date: date
    text: dict[Language, str]
    source_url: str


class DealOut(BaseModel):
    """A deal; `starters` are questions to begin with, which the material answers."""

    id: str
    names: dict[Language, str]
    short: dict[Language, str]
    signed: date | None
    valid_until: date | None
    in_force: bool
    parties: list[PartyOut]
    milestones: list[MilestoneOut]
    starters: dict[Language, list[str]]


def answer_json(answer: Answer, suggestions: Sequence[str] = ()) -> AnswerOut:
    """An answer as the contract has it."""
    return AnswerOut(
        id=answer.id,
        status=answer.status,
        language=answer.language,
        answer=answer.text,
        sentences=[sentence_json(sentence) for sentence in answer.sentences],
        citations=[citation_json(citation) for citation in answer.citations],
        deals=list(answer.deals),
        notices=list(answer.notices),
        question_used=answer.question_used,
        answerer=answer.answerer,
        prompt_digest=answer.prompt_digest,
        contact=ContactOut(name=answer.contact.name, email=answer.contact.email, url=answer.contact.url),
        suggestions=list(suggestions),
        timings_ms=answer.timings_ms,
    )


def sentence_json(sentence: Sentence) -> SentenceOut:
    """A sentence as the contract has it."""
    return SentenceOut(
        text=sentence.text,
        citations=list(sentence.citations),
        kind=sentence.kind,
        translated_from=sentence.translated_from,
        more=sentence.more,
    )


def citation_json(citation: Citation) -> CitationOut:
    """A citation as the contract has it."""
    passage = citation.passage
    return CitationOut(
        number=citation.number,
        document_id=passage.document_id,
        title=passage.title,
        url=citation.sources[0].url,
        section=" > ".join(passage.section),
        quote=citation.quote,
        language=passage.language,
        deal=passage.deal,
        official=passage.official,
        published=passage.published,
        checked=passage.checked,
        valid_until=passage.valid_until,
        current=passage.current,
        kind=passage.kind,
        sources=[SourceOut(url=s.url, title=s.title, seen=s.seen) for s in citation.sources],
    )


def hit_json(hit: Hit) -> HitOut:
    """A hit as the contract has it."""
    passage = hit.passage
    return HitOut(
        score=round(hit.score, 6),
        document_id=passage.document_id,
        title=passage.title,
        url=passage.statements[0].sources[0].url,
        section=" > ".join(passage.section),
        text=passage.text,
        language=passage.language,
        deal=passage.deal,
        current=passage.current,
    )


def document_json(document: Document, passages: int) -> DocumentOut:
    """A document as the contract has it."""
    return DocumentOut(
        document_id=document.id,
        title=document.title,
        url=document.url,
        language=document.language,
        deal=document.deal,
        kind=document.kind,
        official=document.official,
        published=document.published,
        checked=document.checked,
        valid_until=document.valid_until,
        current=document.current,
        passages=passages,
        sources=[SourceOut(url=s.url, title=s.title, seen=s.seen) for s in document.sources],
        aliases=list(document.aliases),
    )


def deal_json(deal: Deal, today: date, starters: Mapping[Language, Sequence[str]]) -> DealOut:
    """A deal as the contract has it."""
    return DealOut(
        id=deal.id,
        names=deal.names,
        short=deal.short,
        signed=deal.signed,
        valid_until=deal.valid_until,
        in_force=deal.in_force(today),
        parties=[
            PartyOut(name=p.name, joined=p.joined, joined_text=p.joined_text, source_url=p.source_url)
            for p in deal.parties
        ],
        milestones=[MilestoneOut(date=m.date, text=m.text, source_url=m.source_url) for m in deal.milestones],
        starters={language: list(questions) for language, questions in starters.items()},
    )
