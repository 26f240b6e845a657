"""A text as the proof reads it: words with lemmas, figures, names and markers, each where it stands."""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from assistant.proof.markers import Marker, find_markers
from assistant.proof.names import known_name_at
from corpus.analysis import Word, analyse, is_word, stop_words
from corpus.figures import Figure, read_figures
from corpus.types import Language

_CLAUSE = {
    "fi": r"että|jotta|jo(?:ka|tka|nka|ita|ille|ssa|issa|sta|ista|s)|koska|kun|sillä|mutta|vaan|vaikka|joten",
    "sv": r"att|som|om|eftersom|men|då|när|medan|utan|så|för att|vilket|vilka|där",
    "en": r"that|which|who|whose|whether|because|but|if|as|when|while|so|although|where",
}
_BOUNDARY = {
    language: re.compile(rf"(?<!\(eu)[,;:.()–](?=\s|$)|\b(?:{words})\b") for language, words in _CLAUSE.items()
}
_POSSESSIVE = re.compile("['’]s$")
_ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+[\w/]|"
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:fi|com|eu|se|org|net|info)\b(?:/[\w./-]*)?"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a known name, any other name, an address or a figure; `key` is what is compared.

    The key of a word is its lemma, of a known name the name in Finnish, of a figure its value. `clause` counts the
    clauses of the text.
    """

    kind: Literal["word", "function", "name", "known", "figure", "address"]
    key: str
    text: str
    start: int
    end: int
    clause: int
    word: Word | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, its tokens in order and its markers; `lower` is the text in small letters with `_` for each figure.

    `content` are the positions of the tokens that say what the text is about, without the words that set a class. Two
    readings are the same when text and language are, so that comparing them is quick.
    """

    text: str
    language: Language
    tokens: tuple[Token, ...] = field(compare=False)
    markers: tuple[Marker, ...] = field(compare=False)
    content: tuple[int, ...] = field(compare=False)
    lower: str = field(compare=False)


@lru_cache(maxsize=8192)
def read(text: str, language: Language) -> Reading:
    """Read a text."""
    fixed = _addresses(text)
    fixed += [
        Token("figure", figure.value, text[figure.start : figure.end], figure.start, figure.end, 0, figure=figure)
        for figure in read_figures(text, language)
        if not any(token.start <= figure.start < token.end for token in fixed)
    ]
    lower = text.lower()
    for token in fixed:
        lower = lower[: token.start] + "_" * (token.end - token.start) + lower[token.end :]
    words = [
        Token(_kind(word, text[start:end], start, text, language), word.lemma, text[start:end], start, end, 0, word)
        for word, start, end in _located(text, language)
        if not any(token.start < end and start < token.end for token in fixed)
    ]
    boundaries = [match.start() for match in _BOUNDARY[language].finditer(lower)]
    tokens = sorted((*fixed, *_with_known_names(words, language)), key=lambda token: token.start)
    in_clauses = tuple(replace(t, clause=sum(boundary <= t.start for boundary in boundaries)) for t in tokens)
    markers = find_markers(lower, language)
    content = tuple(position for position, token in enumerate(in_clauses) if _tells(token, markers))
    return Reading(text, language, in_clauses, markers, content, lower)


def _tells(token: Token, markers: tuple[Marker, ...]) -> bool:
    """Whether a token is a word, and neither is nor is part of one that sets a class."""
    return token.kind == "word" and not any(m.strong and m.start < token.end and token.start < m.end for m in markers)


def _addresses(text: str) -> list[Token]:
    """Addresses of pages and mailboxes."""
    return [
        Token("address", match[0].lower().rstrip("."), match[0], match.start(), match.end(), 0)
        for match in _ADDRESS.finditer(text)
    ]


def _located(text: str, language: Language) -> list[tuple[Word, int, int]]:
    lower, position, found = text.lower(), 0, []
    for word in analyse(text, language):
        start = lower.find(word.surface, position)
        position = start + len(word.surface)
        found.append((word, start, position))
    return found


def _kind(word: Word, written: str, start: int, text: str, language: Language) -> Literal["word", "function", "name"]:
    if sum(letter.isupper() for letter in written) > 1:
        return "name"
    if written[0].isupper() and not _begins_sentence(text, start):
        # English writes titles and offices with capitals too: "Deputy Mayor", "the Toy Safety Regulation"
        return "word" if language == "en" and is_word(word.surface, language) else "name"
    if word.surface in stop_words(language) or word.lemma in stop_words(language):
        return "function"
    unknown = written[0].isupper() and not word.parts and not _ends_in_word(word.surface, language)
    return "name" if unknown and word.lemma == word.surface else "word"


def _ends_in_word(surface: str, language: Language) -> bool:
    """Whether a word is known, or is a compound of which the last part is: "leluturvallisuusasetus"."""
    longest = 0 if language == "en" else max(0, len(surface) - 8)
    return any(is_word(surface[start:], language) for start in (0, *range(4, 4 + longest)))


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"”’'(–-\u00a0")
    return not before or before[-1] in ".!?:…"


def _with_known_names(words: list[Token], language: Language) -> list[Token]:
    """The words, with those that make a known name as one token."""
    lemmas = [_POSSESSIVE.sub("", word.key) for word in words]
    found: list[Token] = []
    position = 0
    while position < len(words):
        name, length = known_name_at(lemmas, position, words[position].text[0].isupper(), language)
        if length:
            first, last = words[position], words[position + length - 1]
            text = first.text if length == 1 else " ".join(word.text for word in words[position : position + length])
            found.append(Token("known", name, text, first.start, last.end, first.clause))
            position += length
        else:
            found.append(words[position])
            position += 1
    return found
