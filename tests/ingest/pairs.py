"""The pairs of `pairs.toml`, and how they are judged: `python -m tests.ingest.pairs` prints the tables."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.types import Kind
from ingest.types import Wording
from ingest.versions.addresses import known_sites, locate
from ingest.versions.kinship import Kinship, Page, kinship, title_words
from ingest.versions.likeness import read
from tests.ingest.wordings import wording

HALVES = ("tuning", "held-out", "fresh")


@dataclass(frozen=True)
class Pair:
    name: str
    half: str
    truly: str
    a: Page
    b: Page

    @property
    def judged(self) -> Kinship:
        return kinship(self.a, self.b)


def read_pairs() -> list[Pair]:
    table = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8"))
    return [
        Pair(
            pair["name"],
            pair["half"],
            pair["truly"],
            *(page(table["page"], pair[side], pair.get("furniture", ())) for side in ("a", "b")),
        )
        for pair in table["pair"]
    ]


def page(pages: dict[str, dict[str, str]], told: dict[str, Any], furniture: tuple[str, ...] = ()) -> Page:
    """The page that a pair names, with what is told to be otherwise."""
    of = written(pages, told)
    language = of.extracted.language or "fi"
    title = of.extracted.title
    content = read(of.extracted.text, language, furniture)
    return Page(of, locate(of.url, known_sites()), content, title, title_words(title, language), None, shown=True)


def written(pages: dict[str, dict[str, str]], told: dict[str, Any]) -> Wording:
    entry = {**pages[told["page"]], **told}
    text: str = entry["text"].strip()
    for old, new in entry.get("replace", ()):
        assert old in text, f"{told}: {old}"
        text = text.replace(old, new, 1)
    if "until" in entry:
        text = text.partition(entry["until"])[0]
    if entry.get("spaced"):
        text = text.replace(". ", ".  ").replace("\n\n", "\n\n\n").replace("–", "-")
    return wording(
        entry["url"],
        f"{entry.get('before', '')}{text}{entry.get('after', '')}\n",
        title=entry["title"],
        deal=entry.get("deal", "general"),
        kind=Kind(entry.get("kind", "page")),
        language=entry.get("language", "fi"),
    )


def counts(pairs: list[Pair]) -> dict[str, dict[Kinship, int]]:
    """How the pairs of each kind were judged."""
    return {
        truly: {kind: sum(pair.truly == truly and pair.judged is kind for pair in pairs) for kind in Kinship}
        for truly in ("same", "wordings", "other")
    }


if __name__ == "__main__":
    for half in HALVES:
        pairs = [pair for pair in read_pairs() if pair.half == half]
        print(f"\n{half}, {len(pairs)} pairs\n\n| truly | {' | '.join(Kinship)} |\n| --- |{' --- |' * len(Kinship)}")
        for truly, judged in counts(pairs).items():
            print(f"| {truly} | {' | '.join(map(str, judged.values()))} |")
        print("\n".join(f"{p.name}: {p.truly}, judged {p.judged}" for p in pairs if p.truly != p.judged))
