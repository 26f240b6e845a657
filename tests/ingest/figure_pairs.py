"""How well covers and differences are told, measured on pairs of statements: `python -m tests.ingest.figure_pairs`."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.covers import find_covers
from corpus.types import Document, Kind, Language
from ingest.bundled import read_folder
from ingest.differences import differences
from ingest.split import split
from tests.documents import document

_TEXTS = Path(__file__).parents[2] / "corpus" / "texts"


@dataclass(frozen=True, slots=True)
class Pair:
    """Ours beside one of an official page: it `tells` the same, with other figures (`other`), or something `else`."""

    half: str
    language: Language
    tells: str
    own: str
    official: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Of what was found: how much is right; of what is right: how much was found."""

    precision: float
    recall: float


def read_pairs(half: str) -> list[Pair]:
    """The pairs that set the bounds ("tuned"), or those that had no say ("held out")."""
    content = tomllib.loads(Path(__file__).with_name("figure_pairs.toml").read_text(encoding="utf-8"))
    return [Pair(**pair) for pair in content["pair"] if pair["half"] == half]


def measure(pairs: list[Pair], every: int = 1) -> tuple[Measured, Measured]:
    """Precision and recall of covers, and of differences, each pair by itself.

    The words are weighed as in our texts; `every` fourth text is enough for it to be quick.
    """
    texts = read_folder(_TEXTS)[::every]
    covered, differing = [], []
    for pair in pairs:
        own, official = _documents(pair)
        # our texts without official pages give the words their weights, and nothing else
        others = [text for text in texts if text.language == pair.language]
        passages = [passage for text in (own, official, *others) for passage in split(text)]
        covered.append(any(of == f"{own.id}#0" for of in find_covers(passages)))
        differing.append(any(found.document == own.id for found in differences([own, official, *others])))
    return _measured(pairs, "same", covered), _measured(pairs, "other", differing)


def _documents(pair: Pair) -> Iterator[Document]:
    text = pair.own if pair.own[0].isupper() else f"- {pair.own}"
    own = document("own", f"## Otsikko\n\n{text}\n", title="Oma", language=pair.language)
    text = pair.official if pair.official[0].isupper() else f"- {pair.official}"
    official = document("official", f"## 1 Otsikko\n\n{text}\n", title="Sivu", language=pair.language)
    yield replace(own, deal=_deal(pair.own))
    yield replace(official, deal=_deal(pair.own), kind=Kind.PAGE, official=True)


def _deal(text: str) -> str:
    return (
        "daycare-chemicals"
        if any(w in text.lower() for w in ("päiväkoti", "varhaiskas", "småbarns"))
        else ("emission-free-sites")
    )


def _measured(pairs: list[Pair], kind: str, found: list[bool]) -> Measured:
    right = sum(was and pair.tells == kind for pair, was in zip(pairs, found, strict=True))
    return Measured(right / max(sum(found), 1), right / sum(pair.tells == kind for pair in pairs))


if __name__ == "__main__":
    for half in ("tuned", "held out"):
        print(half, *measure(read_pairs(half)))
