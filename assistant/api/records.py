"""Keeps what was answered after it has gone out, so that a database that fails or is slow holds up no answer."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from assistant.answering import Assistant
from assistant.storage.store import AnswerStore, StoreUnavailable, UnknownAnswer
from assistant.types import Answer
from corpus.dense import DenseIndexError
from corpus.index import IndexUnusable

log = logging.getLogger(__name__)

_MOST_WAITING = 200
_DAY_S = 24 * 60 * 60
_PAUSES_S = (0.1, 0.4)

_T = TypeVar("_T")


class Records:
    """The store as the calls use it. That it fails is told once in the log, and so is that it works again."""

    def __init__(self, store: AnswerStore, keep_days: int) -> None:
        self._store = store
        self._keep = timedelta(days=keep_days)
        # threads of their own: those that answer must not wait for a database, nor a reader for the answers in line
        self._saving = CapacityLimiter(1)
        self._hearing = CapacityLimiter(4)
        self._waiting = 0
        self._works = True
        self._later: set[asyncio.Task[None]] = set()

    async def save(self, assistant: Assistant, answer: Answer, question: str) -> None:
        """Keep an answer that has gone out. Where the database fails, or too many wait for it, it is lost."""
        if self._waiting >= _MOST_WAITING:
            self._tell(StoreUnavailable(f"{_MOST_WAITING} answers wait to be kept."))
            return
        self._waiting += 1
        try:
            with suppress(StoreUnavailable):  # told already
                await self._run(self._saving, lambda: self._store.save(answer, question, _build(assistant)))
        finally:
            self._waiting -= 1

    def save_later(self, assistant: Assistant, answer: Answer, question: str) -> None:
        """Keep an answer without waiting for it, where nothing tells that it has gone out."""
        saving = asyncio.get_running_loop().create_task(self.save(assistant, answer, question))
        self._later.add(saving)
        saving.add_done_callback(self._later.discard)

    async def finish(self) -> None:
        """Wait until what was left for later is kept."""
        await asyncio.gather(*self._later)

    async def give_feedback(self, answer_id: str, helpful: bool, comment: str | None) -> None:
        """Keep what a reader thought. Raises UnknownAnswer, StoreUnavailable."""
        await self._of_an_answer(lambda: self._store.give_feedback(answer_id, helpful, comment))

    async def hand_over(self, answer_id: str, message: str | None, email: str | None) -> str:
        """Leave a question to the staff; the reference to it. Raises UnknownAnswer, StoreUnavailable."""
        return await self._of_an_answer(lambda: self._store.hand_over(answer_id, message, email))

    async def forget_daily(self) -> None:
        """Erase the texts that are too old, now and once a day; never ends."""
        while True:
            with suppress(StoreUnavailable):  # told already; it is tried again tomorrow
                await self._run(self._saving, lambda: self._store.forget(datetime.now(UTC) - self._keep))
            await asyncio.sleep(_DAY_S)

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    async def _of_an_answer(self, work: Callable[[], _T]) -> _T:
        """An answer is kept after it has gone out, and a program may be quicker than that: hence the pauses."""
        for pause in _PAUSES_S:
            with suppress(UnknownAnswer):
                return await self._run(self._hearing, work)
            await asyncio.sleep(pause)
        return await self._run(self._hearing, work)

    async def _run(self, limiter: CapacityLimiter, work: Callable[[], _T]) -> _T:
        try:
            done = await to_thread.run_sync(work, limiter=limiter)
        except StoreUnavailable as error:
            self._tell(error)
            raise
        self._tell(None)
        return done

    def _tell(self, error: StoreUnavailable | None) -> None:
        if error and self._works:
            log.error("Answers and feedback are not kept until the database works again. %s", error)
        elif not error and not self._works:
            log.warning("The database works again: answers and feedback are kept.")
        self._works = error is None


def _build(assistant: Assistant) -> str | None:
    try:
        return assistant.index.get().manifest.build
    except (IndexUnusable, DenseIndexError):
        return None
