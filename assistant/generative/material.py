"""Passages, questions and conversations as a chat model gets them: numbered, without addresses, fenced as data."""

import re
import unicodedata
from collections.abc import Sequence

from assistant.masking import mask
from assistant.types import Turn
from corpus.types import Passage

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBER_IN_BRACKETS = re.compile(r"\[(\d+)\]")
_FENCES = str.maketrans("<>", "‹›")

_MOST_TURNS, _MOST_LETTERS = 6, 1000


def as_data(text: str) -> str:
    """A text that can neither close its fence, nor cite, nor link, nor hide anything."""
    seen = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cn"))
    linked = _ADDRESS.sub("", _LINK.sub(r"\1", seen))
    return _NUMBER_IN_BRACKETS.sub(r"(\1)", linked).translate(_FENCES).strip()


def asked_as_data(text: str) -> str:
    """The same of what people write, with personal data masked."""
    return as_data(mask(text))


def passages_as_data(passages: Sequence[Passage]) -> str:
    """Each passage with its number, its headings, and a line a statement."""
    return "\n\n".join(_passage(number, passage) for number, passage in enumerate(passages, start=1))


def history_as_data(history: Sequence[Turn]) -> str:
    """The last messages of a conversation, each on a line with who said it."""
    return "\n".join(
        f"{turn.role}: {' '.join(asked_as_data(turn.content[:_MOST_LETTERS]).split())}"
        for turn in history[-_MOST_TURNS:]
    )


def _passage(number: int, passage: Passage) -> str:
    heading = " – ".join(as_data(part) for part in (passage.title, *passage.section))
    until = f" ({passage.valid_until.isoformat()})" if passage.valid_until else ""
    lines = (f"- {as_data(s.text)}" if s.kind == "item" else as_data(s.text) for s in passage.statements)
    return "\n".join((f"[{number}] {heading}{until}", *lines))
