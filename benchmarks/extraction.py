"""`python -m benchmarks.extraction`: what ours reads of the saved pages, beside trafilatura and readability.

Text is scored by ROUGE-L (Lin, “ROUGE: A Package for Automatic Evaluation of Summaries”, ACL 2004), as in Bevendorff
et al., “An Empirical Comparison of Web Content Extraction Algorithms”, SIGIR 2023: the longest common subsequence of
words, over the words found (precision) and the words expected (recall); the mean of the pages. The title is no part of
the text.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from benchmarks.page import markdown, put
from ingest.extract import extract
from ingest.extract.html.charsets import decode
from ingest.types import NotExtracted
from tests.ingest.extract.saved import SavedPage, saved_pages

PAGE = Path("docs/ingestion/extraction.md")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """What a system reads of a page; dates as ISO, empty where it gives none."""

    title: str
    text: str
    published: str


@dataclass(frozen=True, slots=True)
class Score:
    """How much of a text was found, and how much of what was found is of it. 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(expected: str, found: str) -> Score:
    """ROUGE-L of a text that was found."""
    from rapidfuzz.distance import LCSseq

    wanted, got = (_WORD.findall(text.casefold()) for text in (expected, found))
    common = LCSseq.similarity(wanted, got)
    return Score(common / len(got) if got else 0.0, common / len(wanted) if wanted else 0.0)


def ours(page: SavedPage) -> Found:
    """This project's extractor; nothing where it refuses a page."""
    try:
        found = extract(page.fetched)
    except NotExtracted:
        return Found("", "", "")
    return Found(found.title, found.text, found.published.isoformat() if found.published else "")


def trafilatura(page: SavedPage) -> Found:
    """trafilatura as it comes, without comments."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(page.body, url=page.expected.url, include_comments=False, with_metadata=True)
    if not isinstance(found, Document):
        return Found("", "", "")
    return Found(found.title or "", _without_title(found.text or "", page.expected.title), found.date or "")


def readability(page: SavedPage) -> Found:
    """readability-lxml as it comes; it reads no dates."""
    from bs4 import BeautifulSoup
    from readability import Document

    document = Document(decode(page.body, page.expected.content_type))
    text = BeautifulSoup(document.summary(), "lxml").get_text(" ")
    return Found(document.short_title(), _without_title(text, page.expected.title), "")


SYSTEMS: dict[str, Callable[[SavedPage], Found]] = {
    "ours": ours,
    "trafilatura": trafilatura,
    "readability": readability,
}


def measure(pages: Sequence[SavedPage]) -> list[list[str]]:
    """The rows of the table, for each group of pages."""
    rows = []
    for site in ("known", "general"):
        for held_out in (False, True):
            group = [page for page in pages if (page.expected.site, page.expected.held_out) == (site, held_out)]
            rows += _rows(f"{site} sites, {'held out' if held_out else 'seen'}", group)
    return rows


def _rows(name: str, pages: Sequence[SavedPage]) -> list[list[str]]:
    read = {system: [(page, extractor(page)) for page in pages] for system, extractor in SYSTEMS.items()}
    scores = {system: [score(page.text, found.text) for page, found in pairs] for system, pairs in read.items()}
    measures: dict[str, list[float]] = {
        "precision": [mean(each.precision for each in given) for given in scores.values()],
        "recall": [mean(each.recall for each in given) for given in scores.values()],
        "F1": [mean(each.f1 for each in given) for given in scores.values()],
        "title right": [mean(found.title == page.expected.title for page, found in pairs) for pairs in read.values()],
        "day of publication right": [mean(_right_day(*pair) for pair in pairs) for pairs in read.values()],
    }
    count = str(len(pages))
    return [[f"{name}: {measure}", count, *(f"{value:.3f}" for value in given)] for measure, given in measures.items()]


def _right_day(page: SavedPage, found: Found) -> bool:
    return found.published == (page.expected.published.isoformat() if page.expected.published else "")


def _without_title(text: str, title: str) -> str:
    return text.strip().removeprefix(title)


def main() -> None:
    """Print the table and write it into docs/ingestion/extraction.md."""
    table = markdown(["measure", "pages", *SYSTEMS], measure(saved_pages()))
    print(table)
    put("extraction", table, PAGE)


if __name__ == "__main__":
    main()
