"""Assistant.ask: the steps of an answer, top to bottom."""

import logging
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from assistant.extractive import ExtractiveAnswerer
from assistant.reranking import Ranking
from assistant.texts import Texts
from assistant.types import Answer, Contact, Question, Reply, Sentence, Status, Turn
from assistant.understand.reading import Understanding
from assistant.verify import verify
from corpus.deals import Deal
from corpus.dense import DenseIndexError
from corpus.figures import format_date
from corpus.index import Index, IndexUnusable, LiveIndex
from corpus.types import GENERAL, Hit, Language

_HITS = 10

log = logging.getLogger(__name__)


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
    ) -> None:
        self.index = index
        self.deals = deals
        self.texts = texts
        self.contact = contact
        self.today = today
        self._understanding = understanding
        self._retriever = retriever
        self._answerer = answerer

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        language: Language | None = None,
        deal: str | None = None,
        stage: Callable[[str], object] | None = None,
    ) -> Answer:
        """Answer one question; `stage` is told "searching" and "answering" as they begin.

        A part that fails gives an answer of status `error`, which says so in plain words; the fault goes to the log.
        """
        clock = _Clock()
        asked = self._understanding.understand(question, history, language, deal)
        clock.lap("understand")
        try:
            if asked.courtesy:
                return self._answer(asked, Reply(Status.OUT_OF_SCOPE), clock)
            self._tell(stage, "searching")
            index = self.index.get()
            hits = self._retriever.retrieve(asked, index, _HITS)
            clock.lap("retrieve")
            self._tell(stage, "answering")
            reply = self._answerer.answer(asked, hits)
            clock.lap("answer")
            reply = verify(reply, index.documents)
            clock.lap("verify")
        except (IndexUnusable, DenseIndexError) as error:
            log.error("a question could not be answered: %s", error)
            reply = Reply(Status.ERROR)
        except Exception:  # the one place where a fault of a part becomes an answer that says so
            log.exception("a question could not be answered")
            reply = Reply(Status.ERROR)
        return self._answer(asked, reply, clock)

    @staticmethod
    def _tell(stage: Callable[[str], object] | None, name: str) -> None:
        if stage:
            stage(name)

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

    def _answer(self, asked: Question, reply: Reply, clock: "_Clock") -> Answer:
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
            answerer="courtesy" if asked.courtesy else self._answerer.name,
            question_used=asked.text if asked.text != asked.as_asked else None,
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
        return (Sentence(texts.get("status", key, contact=texts.whom_to_ask(contact)), ()),)

    def _notices(self, language: Language, reply: Reply) -> tuple[str, ...]:
        """A term that has run out, a text that was replaced, another language: each said once."""
        texts, today = self.texts[language], self.today()
        notices: dict[str, None] = {}
        for passage in (citation.passage for citation in reply.citations):
            if passage.deal in self.deals and passage.valid_until and passage.valid_until < today:
                name, ended = self.deals[passage.deal].short[language], format_date(passage.valid_until, language)
                notices[texts.get("notice", "term_ended", deal=name, date=ended)] = None
            if not passage.current:
                notices[texts.get("notice", "superseded", title=passage.title)] = None
            if passage.language != language:
                notices[texts.get("notice", "other_language")] = None
        return tuple(notices)


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
