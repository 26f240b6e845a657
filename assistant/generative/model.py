"""ChatModel: a chat model of langchain behind its limits: time, tokens, length, failures in a row.

The only file that knows langchain's chat models; what is heavy is imported when a model is loaded.
"""

import logging
import math
import queue
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from assistant.budget import TokenBudget
from assistant.generative.background import BackgroundLoop
from assistant.generative.breaker import CircuitBreaker
from assistant.generative.failure import Failure, ModelFailed
from assistant.generative.prompts import Prompt
from assistant.providers import UnknownProvider, check_installed, provider_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

_LOOK_UP_S = 0.2
"""How often it is looked whether somebody still waits."""

_CHARACTERS_A_TOKEN = 3
"""Of Finnish text, about; used where the model does not say how many tokens it took."""

_CUT = frozenset({"length", "max_tokens"})
_REFUSED = frozenset({"content_filter", "refusal", "safety", "prohibited_content", "blocklist"})

log = logging.getLogger(__name__)


def never() -> bool:
    """Nobody stops it."""
    return False


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to the first token, and between two; seconds in total; the most tokens of an answer."""

    first_token_s: float
    total_s: float
    tokens: int


def load_model(name: str, address: str | None, key: str | None, temperature: float, limits: Limits) -> "BaseChatModel":
    """The chat model that is named `provider:model`. Raises UnknownProvider, whose message never holds the key."""
    check_installed(name)
    provider = provider_of(name)
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = {"temperature": temperature, provider.tokens: limits.tokens, **provider.fixed}
    if address:
        given[provider.address] = address
    if key and not provider.key:
        raise UnknownProvider(f"The provider of {name} takes no key; leave GREENDEAL_CHAT_KEY out.")
    if key:
        given[provider.key] = key
    try:
        model: BaseChatModel = init_chat_model(name, **given)
    except Exception as error:  # each provider has its own
        raise UnknownProvider(f"{name} cannot be set up: {_reason(error, key)}") from None
    return model


def _reason(error: Exception, key: str | None) -> str:
    """What a provider's class says is wrong, without what it was given."""
    told = "; ".join(fault["msg"] for fault in error.errors()) if isinstance(error, ValidationError) else str(error)
    line = (told.strip().splitlines() or [type(error).__name__])[0]
    return line.replace(key, "…") if key else line


class ChatModel:
    """Streams what a chat model writes. Whatever goes wrong is a ModelFailed, which holds no secret."""

    def __init__(
        self,
        name: str,
        model: "BaseChatModel",
        limits: Limits,
        budget: TokenBudget,
        breaker: CircuitBreaker | None = None,
    ) -> None:
        self.name = name
        self.limits = limits
        self._model = model
        self._budget = budget
        self._breaker = breaker or CircuitBreaker()
        self._loop = BackgroundLoop()

    def complete(self, prompt: Prompt, within_s: float) -> str:
        """The whole of a short text. Raises ModelFailed."""
        return "".join(self.stream(prompt, within_s=min(within_s, self.limits.total_s)))

    def stream(
        self, prompt: Prompt, stopped: Callable[[], bool] = never, within_s: float | None = None
    ) -> Generator[str]:
        """The text in pieces as it comes; closing the iterator, or `stopped`, ends it at the provider too.

        Raises ModelFailed.
        """
        if not self._breaker.admits():
            raise ModelFailed(Failure.DOWN, "it failed several times in a row and is left alone for a while")
        asked = _tokens(prompt.system) + _tokens(prompt.user)
        if not self._budget.reserve(asked + self.limits.tokens):
            self._breaker.withdrawn()
            raise ModelFailed(Failure.OVER_BUDGET, "the tokens of the day are used")
        use = _Use(asked)
        report = self._breaker.worked
        try:
            yield from self._texts(prompt, stopped, within_s or self.limits.total_s, use)
        except ModelFailed as failed:
            if failed.failure in (Failure.SLOW, Failure.DOWN):
                report = self._breaker.failed
            if failed.failure is Failure.DOWN:
                use.unread()
            elif failed.failure is Failure.STOPPED:
                report = self._breaker.withdrawn
            raise
        finally:
            report()
            self._budget.settle(asked + self.limits.tokens, use.tokens)

    def close(self) -> None:
        """End what is running."""
        self._loop.close()

    def _texts(self, prompt: Prompt, stopped: Callable[[], bool], within_s: float, use: "_Use") -> Iterator[str]:
        chunks: _Chunks = queue.SimpleQueue()
        running = self._loop.start(self._pump(prompt, chunks))
        try:
            for chunk in self._in_time(chunks, stopped, within_s):
                use.count(chunk)
                _hold_to_text(chunk, use.characters, self.limits.tokens)
                if text := str(chunk.text):
                    yield text
        finally:
            running()

    async def _pump(self, prompt: Prompt, chunks: "_Chunks") -> None:
        """Bring the chunks from the provider to the thread that waits for them; then None, or what went wrong."""
        try:
            async for chunk in self._model.astream([("system", prompt.system), ("human", prompt.user)]):
                chunks.put(chunk)
            chunks.put(None)
        except Exception as error:
            chunks.put(error)

    def _in_time(self, chunks: "_Chunks", stopped: Callable[[], bool], within_s: float) -> "Iterator[AIMessageChunk]":
        start = last = time.monotonic()
        while True:
            if stopped():
                raise ModelFailed(Failure.STOPPED)
            now = time.monotonic()
            left = min(last + self.limits.first_token_s, start + within_s) - now
            try:
                chunk = chunks.get(timeout=max(0.0, min(left, _LOOK_UP_S)))
            except queue.Empty:
                if left <= 0:
                    raise ModelFailed(Failure.SLOW, f"nothing came for {now - last:.1f} s") from None
                continue
            if chunk is None:
                return
            if isinstance(chunk, Exception):
                raise ModelFailed(Failure.DOWN, _named(chunk))
            if time.monotonic() - start > within_s:
                raise ModelFailed(Failure.SLOW, f"no end after {within_s:.1f} s")
            yield chunk
            last = time.monotonic()  # what we took to prove a sentence is not the model's time


_Chunks = queue.SimpleQueue["AIMessageChunk | Exception | None"]


class _Use:
    """What a call takes: as the model counts it, else by its letters."""

    def __init__(self, asked: int) -> None:
        self.characters = 0
        self._asked = asked
        self._counted = 0

    def count(self, chunk: "AIMessageChunk") -> None:
        """Take a chunk into account."""
        self.characters += len(str(chunk.text))
        if chunk.usage_metadata:
            self._counted += chunk.usage_metadata["total_tokens"]

    def unread(self) -> None:
        """A question that a model which is down has written nothing to cost nothing."""
        if not self.characters:
            self._asked = 0

    @property
    def tokens(self) -> int:
        """Tokens of question and answer together."""
        return self._counted or self._asked + math.ceil(self.characters / _CHARACTERS_A_TOKEN)


def _tokens(text: str) -> int:
    return math.ceil(len(text) / _CHARACTERS_A_TOKEN)


def _hold_to_text(chunk: "AIMessageChunk", characters: int, tokens: int) -> None:
    """Refuse what is no answer: calls of tools, an end by a filter, more text than the limit can be."""
    reasons = {
        str(chunk.response_metadata.get(key, "")).lower() for key in ("finish_reason", "stop_reason", "done_reason")
    }
    if chunk.tool_call_chunks or chunk.tool_calls:
        raise ModelFailed(Failure.NONSENSE, "it calls tools that it was not given")
    if reasons & _REFUSED:
        raise ModelFailed(Failure.NONSENSE, "it refused, or a filter ended it")
    if reasons & _CUT or characters > 2 * _CHARACTERS_A_TOKEN * tokens:
        raise ModelFailed(Failure.NONSENSE, "it wrote more than an answer may hold")


def _named(error: Exception) -> str:
    """What went wrong without the provider's own words, which may hold a part of the key or of the question."""
    status = getattr(error, "status_code", None) or getattr(error, "code", None)
    return f"{type(error).__name__} {status}" if isinstance(status, int) else type(error).__name__
