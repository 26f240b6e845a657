"""Instructions to the machine that reads: found by rules over words, `instructions.toml`.

The rules look at a window of a few words from each word that begins one, so the work grows with the length of the text
and with nothing else.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from corpus.disguise import decoded, readings, rotated, spells_out

_FILE = Path(__file__).with_suffix(".toml")
_GAP = 8
_QUOTATION = "«"
_SHORTEST_TURNED = 4
_PREFIX = 3  # letters by which the words with any ending are looked up

_WORD = re.compile(r"[\w$@]+")
_SENTENCE = re.compile(r"(?<=[.!?;。！？])[\"'”’»)*_]*\s+|\n+|(?<=[。！？])")
_STRONG = re.compile(r"[:;–—(\[\"“”„«»>*#=\n]|(?<!\w)['’‘-]|['’‘-](?!\w)")
_QUOTES = re.compile(r"[\"“”„«»‘]|(?<!\w)['’]")

FAMILIES = ("override", "persona", "reveal", "dictate", "act")
"""What instructs in a question: `act` and `dictate` are no sign in a page, which may guide its readers."""

PAGE_FAMILIES = ("override", "persona", "reveal", "dictate", "address")
"""What instructs in a page."""


class Token(NamedTuple):
    """A word of a sentence: where it stands, how it may be read, and whether it begins a clause or a quotation.

    `opens` is 2 at the start of a sentence and after a sign that cuts, 1 after a comma or a word such as "and".
    """

    start: int
    end: int
    readings: tuple[str, ...]
    opens: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The words `first` to `last` of a sentence are what a rule of the family looks for."""

    family: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Element:
    exact: frozenset[str]
    prefixes: tuple[str, ...]
    opening: bool
    quoted: bool
    gap: int

    def fits(self, token: Token, weakest: int) -> bool:
        if self.opening and token.opens < weakest:
            return False
        if self.quoted and token.quoted:
            return True
        return any(r in self.exact or bool(self.prefixes and r.startswith(self.prefixes)) for r in token.readings)


_Rule = tuple[str, tuple[_Element, ...]]


class Rules:
    """Rules by family, as the head of `instructions.toml` explains them."""

    def __init__(self, families: Mapping[str, Iterable[str]], openers: Iterable[str], joins: Iterable[str]) -> None:
        self._openers = frozenset(_plain(word) for word in openers)
        self._joins = frozenset(_plain(word) for word in joins)
        self._by_word: dict[str, list[_Rule]] = {}
        self._by_prefix: dict[str, list[_Rule]] = {}
        for family, rules in families.items():
            for rule in rules:
                self._add(family, _parse(rule))
        self.first_words = frozenset(self._by_word)

    def _add(self, family: str, elements: tuple[_Element, ...]) -> None:
        for word in elements[0].exact:
            self._by_word.setdefault(word, []).append((family, elements))
        for prefix in {prefix[:_PREFIX] for prefix in elements[0].prefixes}:
            self._by_prefix.setdefault(prefix, []).append((family, elements))

    def _beginning(self, reading: str) -> Sequence[_Rule]:
        exact, prefix = self._by_word.get(reading), self._by_prefix.get(reading[:_PREFIX])
        return [*(exact or ()), *(prefix or ())] if exact or prefix else ()

    def tokens(self, sentence: str) -> list[Token]:
        """The words of a sentence."""
        found: list[Token] = []
        end, opens = 0, 2
        for match in _WORD.finditer(sentence):
            start = match.start()
            quoted = False
            if start - end > 1 or sentence[end:start] != " ":
                between = sentence[end:start]
                opens = max(opens, 2 if _STRONG.search(between) else int("," in between))
                quoted = _QUOTES.search(between) is not None
            read = readings(match[0])
            end = match.end()
            found.append(Token(start, end, read, opens, quoted))
            opens = (opens and read[0] in self._openers and opens) or int(read[0] in self._joins)
        return found

    def find(self, tokens: Sequence[Token], families: Sequence[str], *, asks: bool = False) -> list[Found]:
        """What the rules of the families find. In a sentence that `asks` from its first word on, a clause begins only
        after a sign that cuts: "may we read it and ignore the rules?" orders nothing."""
        weakest = 2 if asks else 1
        found = []
        for first, token in enumerate(tokens):
            for reading in token.readings:
                for family, elements in self._beginning(reading):
                    if family in families and (last := _match(elements, tokens, first, weakest)) is not None:
                        found.append(Found(family, first, last))
        return found


def _match(elements: tuple[_Element, ...], tokens: Sequence[Token], first: int, weakest: int) -> int | None:
    """The position of the rule's last word, when the rule fits from `first` on. The nearest word is taken."""
    if not elements[0].fits(tokens[first], weakest):
        return None
    at = first
    for element in elements[1:]:
        reach = tokens[at + 1 : at + 2 + element.gap]
        step = next((n for n, token in enumerate(reach, 1) if element.fits(token, weakest)), None)
        if step is None:
            return None
        at += step
    return at


def _parse(rule: str) -> tuple[_Element, ...]:
    elements: list[_Element] = []
    gap = 0
    for part in rule.split():
        if part == "_":
            gap = _GAP
            continue
        words = part.removeprefix("^").split("|")
        elements.append(
            _Element(
                frozenset(_plain(word) for word in words if not word.endswith("*")),
                tuple(_plain(word[:-1]) for word in words if word.endswith("*")),
                part.startswith("^"),
                _QUOTATION in words,
                gap,
            )
        )
        gap = 0
    return tuple(elements)


def _plain(word: str) -> str:
    return readings(word)[0]


class Instructions:
    """Finds what instructs: in the three languages, in some others, in disguise, and in the marks of machines."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        families: dict[str, list[str]] = {}
        for language in ("en", "fi", "sv", "other"):
            for family, rules in content[language].items():
                families.setdefault(family, []).extend(rules)
        words, marks = content["words"], content["marks"]
        self.rules = Rules(families, words["openers"], words["joins"])
        first = [word for word in self.rules.first_words if len(word) >= _SHORTEST_TURNED]
        self._rotated, self._backwards = frozenset(map(rotated, first)), frozenset(map(_backwards, first))
        self._asking = frozenset(_plain(word) for word in words["asking"])
        self._asking_first = frozenset(_plain(word) for word in words["asking_first"])
        self._scripts = re.compile("|".join(marks["scripts"]), re.IGNORECASE)
        # the sign that every code begins with is looked for first, which is quick
        codes = f"(?=[-<\\[\\]{{!$#\"';.|&`/f])(?:{'|'.join(marks['codes'])})|(?:{'|'.join(marks['words'])})"
        self._codes = re.compile(codes, re.IGNORECASE)
        self._role = re.compile(rf"[\W_]{{0,6}}(?:{marks['roles']})[\])*>]{{0,3}} {{0,2}}:", re.IGNORECASE)

    def find(
        self, sentence: str, tokens: Sequence[Token], families: Sequence[str], *, told: bool = False
    ) -> list[Found]:
        """What instructs in a sentence; where it is in disguise, the whole sentence is. What is `told` asks nothing."""
        found = self.rules.find(tokens, families, asks=not told and self._asks_at_once(tokens))
        if self._disguised(sentence, tokens, families):
            found.append(Found("dictate", 0, len(tokens) - 1))
        return found

    def _disguised(self, sentence: str, tokens: Sequence[Token], families: Sequence[str]) -> bool:
        if not sentence.isascii() and self._scripts.search(sentence):
            return True
        if spells_out(sentence):
            return True
        said = {reading for token in tokens for reading in token.readings}
        turned = [] if said.isdisjoint(self._rotated) else [_turned(tokens, rotated)]
        turned += [] if said.isdisjoint(self._backwards) else [_turned(tokens[::-1], _backwards)]
        turned += [self.rules.tokens(text) for text in decoded(sentence) if text]
        return any(self.rules.find(words, families) for words in turned)

    def codes(self, text: str) -> Iterator[re.Match[str]]:
        """Tags, frames of other machines' prompts, templates, commands and addresses that do something."""
        return self._codes.finditer(text)

    def role(self, sentence: str) -> re.Match[str] | None:
        """The name of a role that a sentence begins with, as in a protocol ("system: …")."""
        return self._role.match(sentence)

    def asks(self, sentence: str, tokens: Sequence[Token]) -> bool:
        """Whether a sentence, or a part of one, asks something."""
        questioned = sentence.rstrip(" \"'”’»)").endswith(("?", "？"))
        return questioned or self._asks_at_once(tokens) or any(r in self._asking for t in tokens for r in t.readings)

    def _asks_at_once(self, tokens: Sequence[Token]) -> bool:
        first = tokens[0].readings[0] if tokens else ""
        return first in self._asking or first in self._asking_first or first.endswith(("ko", "kos", "kohan"))


def _turned(tokens: Sequence[Token], turn: Callable[[str], str]) -> list[Token]:
    return [token._replace(readings=tuple(map(turn, token.readings)), opens=2) for token in tokens]


def _backwards(word: str) -> str:
    return word[::-1]


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text, cut more often than not."""
    return [sentence for sentence in _SENTENCE.split(text) if sentence and _WORD.search(sentence)]


@lru_cache(maxsize=1)
def instructions() -> Instructions:
    """The rules of `instructions.toml`."""
    return Instructions(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def instructs(line: str) -> bool:
    """Whether a line of a page speaks to the machine that reads it, or tells it what to do."""
    known = instructions()
    return any(
        known.role(sentence) or known.find(sentence, known.rules.tokens(sentence), PAGE_FAMILIES, told=True)
        for sentence in sentences(line)
    ) or any(True for _ in known.codes(line))
