"""Assistant.ask: the steps of an answer, top to bottom."""

import logging
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from assistant.extractive import ExtractiveAnswerer
from assistant.generative.failure import Failure, ModelFailed
from assistant.hostile import honest_turns, read_hostile
from assistant.joining import best_of, joined
from assistant.masking import mask
from assistant.proof import verify
from assistant.reranking import Ranking
from assistant.texts import Texts
from assistant.types import Answer, Citation, Contact, Question, Reply, Sentence, Status, Turn
from assistant.understand.reading import Understanding
from corpus.deals import Deal
from corpus.dense import DenseIndexError
from corpus.figures import format_date
from corpus.index import Index, IndexUnusable, LiveIndex
from corpus.types import GENERAL, Hit, Language

_HITS = 10
_TOLD_AS_ONE = 0.25
"""A passage that answers a question of two parts with this probability is taken to answer both."""

log = logging.getLogger(__name__)

Say = Callable[[Sentence, tuple[Citation, ...]], object]
"""Told each sentence of an answer, in order and once, when it is proven; with the citations so far."""


class Wording(Protocol):
    """A chat model that may word the answer. `GenerativeAnswerer` is one; a fault of it costs no answer."""

    name: str

    def prompt_digest(self, language: Language) -> str:
        """Of the prompt that it answers by in a language."""

    def rephrase(self, question: Question, history: Sequence[Turn]) -> str | None:
        """A follow-up as a question that stands alone; None where the rules' reading holds."""

    def may_answer(self, question: Question, hits: Sequence[Hit], embedded: Reply) -> bool:
        """Whether it is to be asked, seeing what the embedded answerer made of the hits."""

    def answer(
        self, question: Question, hits: Sequence[Hit], index: Index, say: Say, stopped: Callable[[], bool]
    ) -> Reply:
        """An answer, each sentence proven and said as it comes. Raises ModelFailed, perhaps after some were said."""

    def translate(self, reply: Reply, language: Language, index: Index) -> Reply:
        """A proven reply with the quotes of other languages translated, where that can be proven."""

    def close(self) -> None:
        """Let go of its connections."""


def _unheard(*_: object) -> None:
    """Nobody listens."""


class Assistant:
    """Answers questions from the index in use."""

    def __init__(
        self,
        index: LiveIndex,
        understanding: Understanding,
        retriever: Ranking,
        answerer: ExtractiveAnswerer,
        deals: Mapping[str, Deal],
        texts: Mapping[Language, Texts],
        contact: Callable[[Language], Contact],
        today: Callable[[], date] = date.today,
        model: Wording | None = None,
    ) -> None:
        self.index = index
        self.deals = deals
        self.texts = texts
        self.contact = contact
        self.today = today
        self._understanding = understanding
        self._retriever = retriever
        self._answerer = answerer
        self.model = model

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        language: Language | None = None,
        deal: str | None = None,
        stage: Callable[[str], object] = _unheard,
        say: Say = _unheard,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Answer:
        """Answer one question.

        Personal data are masked, and what is hostile is taken out, before anything else reads a word of it; what is
        nothing but an attack is refused. `stage` is told "searching" and "answering" as they begin, `say` each sentence
        of the answer as soon as it is proven; where `stopped` says so, nobody waits any more and no chat model is kept
        at work. A part that fails gives an answer of status `error`, which says so in plain words; the fault goes to
        the log.
        """
        clock, told = _Clock(), _Told(say)
        heard = read_hostile(mask(question))
        earlier = honest_turns([replace(turn, content=mask(turn.content)) for turn in history])
        asked = self._understanding.understand(heard.honest or heard.text, earlier, language, deal)
        clock.lap("understand")
        if heard.nothing_asked or asked.courtesy:
            status = Status.REFUSED if heard.nothing_asked else Status.OUT_OF_SCOPE
            answer = self._answer(asked, Reply(status), clock, question)
            told.rest_of(answer)
            return answer
        try:
            stage("searching")
            index = self.index.get()
            asked = self._standing_alone(asked, earlier, deal)
            found = [(part, self._retriever.retrieve(part, index, _HITS)) for part in (*asked.parts, asked)]
            clock.lap("retrieve")
            stage("answering")
            reply = self._quoted(found)
            clock.lap("answer")
            reply = verify(reply, index.documents, asked.language)
            clock.lap("verify")
            hits = best_of([hits for _, hits in found], _HITS)
            if self.model and self.model.may_answer(asked, hits, reply):
                reply = self._worded(self.model, asked, hits, index, reply, told, stopped)
                clock.lap("model")
        except (IndexUnusable, DenseIndexError) as error:
            log.error("a question could not be answered: %s", error)
            reply = Reply(Status.ERROR)
        except Exception:  # the one place where a fault of a part becomes an answer that says so
            log.exception("a question could not be answered")
            reply = Reply(Status.ERROR)
        answer = self._answer(asked, reply, clock, question)
        told.rest_of(answer)
        return answer

    def _quoted(self, found: Sequence[tuple[Question, list[Hit]]]) -> Reply:
        """The embedded answerer's reply to the parts of a question and the whole, which comes last."""
        *parts, (asked, hits) = found
        replies = [(part.as_asked, self._answerer.answer(part, own, len(parts))) for part, own in parts]
        told_as_one = bool(hits) and hits[0].score >= _TOLD_AS_ONE
        return joined(self._answerer.answer(asked, hits), replies, self.texts[asked.language], told_as_one)

    def _standing_alone(self, asked: Question, history: Sequence[Turn], deal: str | None) -> Question:
        """A follow-up in the chat model's words, where there is one; what the rules read out of it holds on."""
        reworded = self.model.rephrase(asked, history) if self.model and history else None
        if reworded is None:
            return asked
        alone = self._understanding.understand(reworded, (), asked.language, deal)
        return replace(
            alone,
            as_asked=asked.as_asked,
            deals=alone.deals or asked.deals,
            asks=alone.asks or asked.asks,
            in_field=alone.in_field or asked.in_field,
        )

    @staticmethod
    def _worded(
        model: Wording,
        asked: Question,
        hits: Sequence[Hit],
        index: Index,
        embedded: Reply,
        told: "_Told",
        stopped: Callable[[], bool],
    ) -> Reply:
        """The chat model's answer; where it fails, the embedded one, or what was said by then, and a notice of it."""
        try:
            return model.answer(asked, hits, index, told, stopped)
        except Exception as error:  # the one place that turns from a chat model to the embedded answerer
            failure = error.failure if isinstance(error, ModelFailed) else Failure.DOWN
            log.warning("the chat model gave no answer: %s", error if isinstance(error, ModelFailed) else type(error))
        if told.sentences:
            return Reply(
                Status.PARTIAL,
                tuple(told.sentences),
                told.citations,
                notices=("model_cut",),
                answerer=model.name,
                prompt_digest=model.prompt_digest(asked.language),
            )
        if failure is Failure.STOPPED or (failure is Failure.FOUND_NOTHING and not embedded.sentences):
            return embedded
        if failure in (Failure.UNPROVEN, Failure.FOUND_NOTHING):
            embedded = model.translate(embedded, asked.language, index)
        return replace(embedded, notices=(*embedded.notices, f"model_{failure}"))

    def close(self) -> None:
        """Let go of the index and of the chat model."""
        self.index.close()
        if self.model:
            self.model.close()

    def understand(self, question: str, history: Sequence[Turn] = (), language: Language | None = None) -> Question:
        """How a question is read."""
        return self._understanding.understand(question, history, language)

    def search(self, text: str, k: int, language: Language | None = None, deal: str | None = None) -> list[Hit]:
        """The ranked passages alone. Raises IndexUnusable, DenseIndexError."""
        return self._retriever.retrieve(self._understanding.understand(text, (), language, deal), self.index.get(), k)

    def check(self) -> Index:
        """Run a real query and give the index that answered. Raises IndexUnusable, DenseIndexError."""
        index = self.index.get()
        if not self._retriever.retrieve(self._understanding.understand("green deal", (), "en"), index, 1):
            raise IndexUnusable("search_failed", "A query for “green deal” found nothing in the index.")
        return index

    def _answer(self, asked: Question, reply: Reply, clock: "_Clock", typed: str) -> Answer:
        contact = self.contact(asked.language)
        cited = dict.fromkeys(c.passage.deal for c in reply.citations if c.passage.deal != GENERAL)
        return Answer(
            id=uuid.uuid4().hex,
            status=reply.status,
            language=asked.language,
            sentences=(*reply.sentences, *self._closing(asked, reply, contact)),
            citations=reply.citations,
            deals=tuple(cited) or asked.deals,
            notices=self._notices(asked.language, reply),
            contact=contact,
            answerer="courtesy" if asked.courtesy else reply.answerer,
            prompt_digest=reply.prompt_digest,
            struck=len(reply.struck),
            question_used=asked.text if asked.text != typed and reply.status is not Status.REFUSED else None,
            timings_ms=clock.total(),
        )

    def _closing(self, asked: Question, reply: Reply, contact: Contact) -> tuple[Sentence, ...]:
        """What is said of an answer that is none: that it is not told, and whom to ask; courtesy is returned."""
        texts = self.texts[asked.language]
        if asked.courtesy and reply.status is Status.OUT_OF_SCOPE:
            return (Sentence(texts.get("courtesy", asked.courtesy, contact=texts.whom_to_ask(contact)), ()),)
        if reply.status is Status.ANSWERED:
            return ()
        key = "not_found_told" if reply.sentences else reply.status.value
        return (Sentence(texts.get("status", key, contact=texts.whom_to_ask(contact)), (), "missing"),)

    def _notices(self, language: Language, reply: Reply) -> tuple[str, ...]:
        """How it came about; a term that has run out, a text that was replaced, another language: each said once."""
        texts, today = self.texts[language], self.today()
        notices = dict.fromkeys(texts.get("notice", key) for key in reply.notices)
        as_they_stand = {number for s in reply.sentences if not s.translated_from for number in s.citations}
        for number, passage in ((citation.number, citation.passage) for citation in reply.citations):
            if passage.deal in self.deals and passage.valid_until and passage.valid_until < today:
                name, ended = self.deals[passage.deal].short[language], format_date(passage.valid_until, language)
                notices[texts.get("notice", "term_ended", deal=name, date=ended)] = None
            if not passage.current:
                notices[texts.get("notice", "superseded", title=passage.title)] = None
            if passage.language != language:
                notices[texts.get("notice", "other_language" if number in as_they_stand else "translated")] = None
        return tuple(notices)


class _Told:
    """What has been said of an answer so far; passes each sentence on."""

    def __init__(self, say: Say) -> None:
        self.sentences: list[Sentence] = []
        self.citations: tuple[Citation, ...] = ()
        self._say = say

    def __call__(self, sentence: Sentence, citations: tuple[Citation, ...]) -> None:
        self.sentences.append(sentence)
        self.citations = citations
        self._say(sentence, citations)

    def rest_of(self, answer: Answer) -> None:
        """Say what has not been said yet: all of it where no chat model has answered."""
        for sentence in answer.sentences[len(self.sentences) :]:
            self(sentence, answer.citations)


class _Clock:
    """Milliseconds by stage."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """End a stage."""
        now = time.perf_counter()
        self._laps[stage] = round((now - self._last) * 1000, 2)
        self._last = now

    def total(self) -> dict[str, float]:
        """The stages and their total."""
        return {**self._laps, "total": round((time.perf_counter() - self._start) * 1000, 2)}
