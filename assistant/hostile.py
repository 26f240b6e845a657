"""What of a question or of an earlier message is asked honestly, and what only tries to instruct or to hurt.

One rule: where a text tries to instruct, what it asks besides is answered, and nothing else of it is read; insults are
taken out and the rest is answered. What has nothing honest left is refused. docs/hostile-input.md tells what is tried.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from assistant.types import Turn
from corpus.analysis import stop_words
from corpus.instructions import FAMILIES, Found, Instructions, Rules, Token, instructions, sentences
from corpus.types import LANGUAGES
from corpus.visible import composed

_FILE = Path(__file__).with_suffix(".toml")
_TO_THE_END = frozenset({"dictate"})  # what stands after these words is what should be said
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, and `honest`: the same without what is hostile in it."""

    text: str
    honest: str
    instructs: bool
    abuses: bool

    @property
    def nothing_asked(self) -> bool:
        """Whether the text is an attack and nothing else."""
        return (self.instructs or self.abuses) and not self.honest


def read_hostile(text: str) -> Reading:
    """Take out of a text what tries to instruct, and abuse; pure, whatever the language of the text."""
    seen = composed(text)
    known = instructions()
    plain, marks = _without_codes(seen, known)
    parts = [_Part.read(sentence, known) for sentence in sentences(plain)]
    instructs = marks or any(part.instructs for part in parts)
    abuses = any(part.insults or part.threats for part in parts)
    if not instructs and not abuses:
        return Reading(seen, seen, instructs=False, abuses=False)
    strict = instructs or any(part.threats for part in parts)
    left = [honest for part in parts if (honest := part.honest(known, strict=strict))]
    return Reading(seen, " ".join(left), instructs=instructs, abuses=abuses)


def honest_turns(history: Sequence[Turn]) -> list[Turn]:
    """The earlier messages without what is hostile in them; of those that are nothing else, none is left."""
    turns = [replace(turn, content=read_hostile(turn.content).honest) for turn in history]
    return [turn for turn in turns if turn.content]


def _without_codes(text: str, known: Instructions) -> tuple[str, bool]:
    """The text without the marks of machines, and whether it had any."""
    pieces, done = [], 0
    for code in known.codes(text):
        pieces.append(text[done : code.start()])
        done = code.end()
    return "\n".join([*pieces, text[done:]]), done > 0


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence and what was found in it."""

    text: str
    tokens: list[Token]
    orders: list[Found]
    insults: list[Found]
    threats: list[Found]
    role: bool  # it begins with the name of a role, as in a protocol, and asks nothing after it

    @classmethod
    def read(cls, sentence: str, known: Instructions) -> "_Part":
        tokens = known.rules.tokens(sentence)
        role = known.role(sentence)
        spoken = sentence[role.end() :] if role else ""
        return cls(
            sentence,
            tokens,
            known.find(sentence, tokens, FAMILIES),
            _abuse().find(tokens, ("insult",)),
            _abuse().find(tokens, ("threat",)),
            role is not None and not known.asks(spoken, known.rules.tokens(spoken)),
        )

    @property
    def instructs(self) -> bool:
        return bool(self.orders) or self.role

    def honest(self, known: Instructions, *, strict: bool) -> str:
        """What is left of the sentence; of a text with orders or threats in it, only what asks."""
        gone = {at for found in self.insults for at in range(found.first, found.last + 1)}
        if not strict and not self.threats:
            return self._kept([(0, len(self.tokens))], gone)
        if self.role and not self.orders:
            return ""
        clauses = list(self._clauses()) if self.orders or self.threats else [(0, len(self.tokens))]
        asking = [
            (first, end)
            for first, end in clauses
            if not self._ordered(first, end) and known.asks(self._between(first, end), self.tokens[first:end])
        ]
        return self._kept(asking, gone)

    def _ordered(self, first: int, end: int) -> bool:
        return any(
            found.first < end and (first <= found.last or found.family in _TO_THE_END)
            for found in (*self.orders, *self.threats)
        )

    def _clauses(self) -> Iterator[tuple[int, int]]:
        """From where to where the clauses go, counted in words."""
        starts = [at for at, token in enumerate(self.tokens) if token.opens and self._cuts(at)]
        return zip(starts, [*starts[1:], len(self.tokens)], strict=True)

    def _cuts(self, at: int) -> bool:
        return at == 0 or not self.tokens[at - 1].opens or self._between(at - 1, at).strip() != ""

    def _between(self, first: int, end: int) -> str:
        """The text of some words, with the signs after them."""
        if first >= len(self.tokens):
            return ""
        after = self.tokens[end].start if end < len(self.tokens) else len(self.text)
        return self.text[self.tokens[first].start : after]

    def _kept(self, clauses: Sequence[tuple[int, int]], gone: set[int]) -> str:
        pieces = []
        for first, end in clauses:
            words = [self._between(at, at + 1) for at in range(first, end) if at not in gone]
            pieces.append("".join(words).strip(' ,;:–—-"“”'))
        text = " ".join(pieces)
        return text if _tells(text) else ""


def _tells(text: str) -> bool:
    """Whether a text has a word that says something."""
    return any(len(word) > 2 and word not in _said_by_all() for word in _LETTERS.findall(text.lower()))


@lru_cache(maxsize=1)
def _said_by_all() -> frozenset[str]:
    return frozenset[str]().union(*(stop_words(language) for language in LANGUAGES))


@lru_cache(maxsize=1)
def _abuse() -> Rules:
    families = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Rules({family: [rule for rules in by.values() for rule in rules] for family, by in families.items()}, (), ())
