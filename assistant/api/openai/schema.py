"""The bodies of the OpenAI-compatible calls: what is read of a request, and what a response holds."""

import re
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.api.schema import AnswerOut

MODEL = "green-deal-assistant"


class Part(BaseModel):
    """A part of a message; only those of type `text` are read."""

    type: str
    text: str | None = None


class Message(BaseModel):
    """A message. Roles other than `user` and `assistant` are taken and left unread."""

    role: str
    content: str | list[Part] | None = None

    def text(self) -> str:
        """What it says, its parts on lines of their own."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text" and part.text)
        return self.content or ""

    def has_other_than_text(self) -> bool:
        """Whether it has an image, sound or a file."""
        return isinstance(self.content, list) and any(part.type != "text" for part in self.content)


class ResponseFormat(BaseModel):
    """The form that is asked for."""

    type: str


class StreamOptions(BaseModel):
    """How a stream is to be."""

    include_usage: bool | None = None


class ChatIn(BaseModel):
    """A request for an answer. What is not named here, such as temperature and tools, is taken and changes nothing."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"model": MODEL, "messages": [{"role": "user", "content": "Which deals are there?"}]}]
        }
    )
    model: str
    messages: Annotated[list[Message], Field(min_length=1)]
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: int | None = None
    response_format: ResponseFormat | None = None


class ModelOut(BaseModel):
    """A model that can be named."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 1795478400  # 24 November 2026, when it was first served
    owned_by: str = MODEL


class ModelsOut(BaseModel):
    """The models that can be named: one."""

    object: Literal["list"] = "list"
    data: list[ModelOut] = [ModelOut()]


class UsageOut(BaseModel):
    """Words and marks, not the tokens of any model: `prompt_tokens` of the question and the history that were read."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int

    @classmethod
    def of(cls, read: Iterable[str], said: str) -> "UsageOut":
        """Count what was read and what was said."""
        asked, told = sum(map(_words, read)), _words(said)
        return cls(prompt_tokens=asked, completion_tokens=told, total_tokens=asked + told)


def _words(text: str) -> int:
    return len(re.findall(r"\w+|[^\w\s]", text))


class MessageOut(BaseModel):
    """The answer as a message."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None


class ChoiceOut(BaseModel):
    """The one answer."""

    index: int = 0
    message: MessageOut
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class CompletionOut(BaseModel):
    """An answer. `green_deal` is what POST /api/ask gives."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[ChoiceOut]
    usage: UsageOut
    green_deal: AnswerOut


class ChunkChoice(BaseModel):
    """A piece of the one answer: `delta` holds `role` in the first piece and `content` in those that follow."""

    index: int = 0
    delta: dict[str, str] = {}
    logprobs: None = None
    finish_reason: Literal["stop"] | None = None


class ChunkOut(BaseModel):
    """A piece of a streamed answer. The piece with a `finish_reason` has `green_deal`; `usage` comes after it."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str = MODEL
    choices: list[ChunkChoice]
    usage: UsageOut | None = None
    green_deal: AnswerOut | None = None
