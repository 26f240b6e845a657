"""True sentences for the proof: statements of the bundled texts, whole, joined, rewritten and translated."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from assistant.proof.reading import read
from assistant.types import Citation
from corpus.figures import read_figures
from corpus.types import LANGUAGES, Language, Passage, Statement

PARAPHRASES = Path(__file__).with_name("paraphrases.toml")
_AND: dict[Language, str] = {"fi": "ja", "sv": "och", "en": "and"}
_PERCENT = re.compile(r"(\d) (?:prosenttia|prosentin|procent|per cent)\b")
_FINNISH_MONTHS = (
    "tammi",
    "helmi",
    "maalis",
    "huhti",
    "touko",
    "kesä",
    "heinä",
    "elo",
    "syys",
    "loka",
    "marras",
    "joulu",
)


@dataclass(frozen=True, slots=True)
class Truth:
    """A true sentence and what it cites; `held_out` where nothing was tuned on it."""

    kind: str
    language: Language
    text: str
    citations: tuple[Citation, ...]
    held_out: bool


def is_held_out(subject: str) -> bool:
    """Whether a subject belongs to the half that nothing was tuned on; a text and its translations go together."""
    return sha256(f"proof {subject}".encode()).digest()[0] % 2 == 1


def read_truths(passages: Sequence[Passage]) -> Iterator[Truth]:
    """All true sentences."""
    by_key = {(passage.key, passage.language): passage for passage in passages}
    for passage in passages:
        held_out = is_held_out(passage.subject)
        for position, statement in enumerate(passage.statements):
            yield Truth("whole", passage.language, statement.text, (_cite(passage, statement),), held_out)
            if (written := _rewritten(statement.text, passage.language)) != statement.text:
                yield Truth("rewritten", passage.language, written, (_cite(passage, statement),), held_out)
            for language in LANGUAGES:
                if language != passage.language and (position + LANGUAGES.index(language)) % 2:
                    other = by_key[passage.key, language]
                    cited = _cite(other, other.statements[position])
                    yield Truth("translated", passage.language, statement.text, (cited,), held_out)
        yield from _joined(passage, held_out)
    yield from read_paraphrases(by_key)


def read_paraphrases(by_key: dict[tuple[tuple[str, int], Language], Passage]) -> Iterator[Truth]:
    """The paraphrases that were written by hand. Raises ValueError for one of which the quote stands nowhere."""
    quotes: dict[tuple[str, Language, str], tuple[Passage, Statement]] = {}
    for (_, language), passage in by_key.items():
        quotes |= {(passage.subject, language, s.text): (passage, s) for s in passage.statements}
    for row in tomllib.loads(PARAPHRASES.read_text(encoding="utf-8"))["paraphrase"]:
        key = row["subject"], row["language"], row["quote"]
        if key not in quotes:
            raise ValueError(f"{PARAPHRASES}: {row['subject']}.{row['language']} has no statement “{row['quote']}”")
        yield Truth("paraphrase", row["language"], row["text"], (_cite(*quotes[key]),), row["held_out"])


def _cite(passage: Passage, statement: Statement, number: int = 1) -> Citation:
    return Citation(number, passage, statement.text, statement.sources)


def _joined(passage: Passage, held_out: bool) -> Iterator[Truth]:
    """Two sentences of a passage made one with "and"."""
    sentences = [statement for statement in passage.statements if statement.kind == "sentence"]
    for first, second in zip(sentences[::2], sentences[1::2], strict=False):
        named = read(second.text, passage.language).tokens[0].kind in {"known", "name"}
        start = second.text if named else second.text[0].lower() + second.text[1:]
        text = f"{first.text.rstrip('.')} {_AND[passage.language]} {start}"
        yield Truth("joined", passage.language, text, (_cite(passage, first), _cite(passage, second, 2)), held_out)


def _rewritten(text: str, language: Language) -> str:
    """The text with its dates and percentages in another notation."""
    for figure in reversed(read_figures(text, language)):
        if len(figure.value) == 10 and figure.value[4] == "-" and figure.value[0] != "-":
            day = date.fromisoformat(figure.value)
            text = text[: figure.start] + _other_notation(day, language) + text[figure.end :]
    return _PERCENT.sub(r"\1 %", text)


def _other_notation(day: date, language: Language) -> str:
    if language == "fi":
        return f"{day.day}. {_FINNISH_MONTHS[day.month - 1]}kuuta {day.year}"
    if language == "sv":
        return f"{day.day}.{day.month}.{day.year}"
    return f"{day:%B} {day.day}, {day.year}"
