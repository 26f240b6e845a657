"""A question that asks for two things or three, as the pieces that ask for one each."""

import re

from assistant.understand.form import begins_with_a_question_word, begins_with_a_verb, without_politeness
from corpus.analysis import content_words
from corpus.asks import read_ask
from corpus.types import Language

_MOST = 3
_SHORTEST_WITH_A_VERB = 3
"""Words of a piece that begins with a verb: "and have done" is no question of its own."""

_BOUNDARY: dict[Language, re.Pattern[str]] = {
    "fi": re.compile(r"\?\s+|,?\s+(?:ja|sekä)\s+"),
    "sv": re.compile(r"\?\s+|,?\s+(?:och|samt|å|o)\s+"),
    "en": re.compile(r"\?\s+|,?\s+(?:and also|and then|and)\s+"),
}


def pieces_of(text: str, language: Language) -> tuple[str, ...]:
    """The pieces of a question of which each asks for something of its own, in order; nothing for any other question.

    A piece that is nothing but a question word ("when and where was it signed?") gets the rest of the next one.
    """
    starts = [0]
    for boundary in _BOUNDARY[language].finditer(text):
        if _asks(text[boundary.end() :], language) and _any_piece_asks(text[starts[-1] : boundary.start()], language):
            starts.append(boundary.end())
    if not 1 < len(starts) <= _MOST:
        return ()
    ends = [*(_before(text, start, language) for start in starts[1:]), len(text)]
    pieces = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    if not any(_rest(piece, language) for piece in pieces):
        return ()
    return tuple(_completed(piece, after, language) for piece, after in zip(pieces, [*pieces[1:], ""], strict=True))


def _before(text: str, start: int, language: Language) -> int:
    """Where the piece ends after which another begins; its question mark stays with it."""
    boundary = next(found for found in _BOUNDARY[language].finditer(text) if found.end() == start)
    return boundary.start() + boundary[0].startswith("?")


def _any_piece_asks(text: str, language: Language) -> bool:
    """Whether a text asks, from its beginning or after a sentence or a comma in it."""
    return any(_asks(piece, language) for piece in re.split(r"[.!,;:]\s+", text))


def _asks(piece: str, language: Language) -> bool:
    clause = without_politeness(piece, language)
    ask = read_ask(clause, language)
    if begins_with_a_question_word(clause, language) or (ask and not ask.words.isdisjoint(clause.split()[:1])):
        return True
    return begins_with_a_verb(clause, language) and len(clause.split()) >= _SHORTEST_WITH_A_VERB


def _rest(piece: str, language: Language) -> str:
    """What a piece says beside its question word; nothing where that is all."""
    clause = without_politeness(piece, language)
    ask = read_ask(clause, language)
    asking = ask.words if ask else frozenset[str]()
    rest = [word for word in clause.split() if word not in asking]
    return " ".join(rest) if content_words(" ".join(rest), language) else ""


def _completed(piece: str, after: str, language: Language) -> str:
    """The piece, with the rest of the next one where it is a question word alone."""
    if len(piece.split()) == 1 and (rest := _rest(after, language)):
        return f"{piece.rstrip(' ?')} {rest}?"
    return piece
