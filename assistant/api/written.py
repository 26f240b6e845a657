"""An answer as one text, for programs that show nothing else: with its notices, and its sources at the end."""

from collections.abc import Sequence

from assistant.texts import Texts
from assistant.types import Answer
from corpus.figures import format_date
from corpus.types import Hit, Passage, SourcePage


def written(answer: Answer, texts: Texts) -> str:
    """The answer with its citation numbers, then each notice, then each page once, with the numbers that rest on it."""
    parts = [answer.text, *(f"{texts.get('written', 'notice_label')} {notice}" for notice in answer.notices)]
    if answer.citations:
        parts.append(_sources(answer, texts))
    return "\n\n".join(parts)


def written_hits(hits: Sequence[Hit], texts: Texts) -> str:
    """Passages as one text, the best first, each with its title, its page, and whether it was replaced."""
    return "\n\n".join(_hit(number, hit.passage, texts) for number, hit in enumerate(hits, start=1))


def _hit(number: int, passage: Passage, texts: Texts) -> str:
    lines = [f"[{number}] {' > '.join((passage.title, *passage.section))}", passage.statements[0].sources[0].url]
    if not passage.current:
        lines.append(f"{texts.get('written', 'notice_label')} {texts.get('written', 'replaced')}")
    return "\n".join((*lines, passage.text))


def _sources(answer: Answer, texts: Texts) -> str:
    numbers: dict[SourcePage, list[int]] = {}
    for citation in answer.citations:
        for page in citation.sources:
            numbers.setdefault(page, []).append(citation.number)
    lines = [f"{texts.get('written', 'sources')}:"]
    for page, cited in numbers.items():
        marks = " ".join(f"[{number}]" for number in cited)
        read = texts.get("written", "checked", date=format_date(page.seen, answer.language))
        lines.append(f"- {marks} {page.title}: {page.url} ({read})")
    return "\n".join(lines)
