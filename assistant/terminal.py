"""An answer on a terminal."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from assistant.texts import Texts
from assistant.types import Answer
from corpus.figures import format_date


def show(answer: Answer, texts: Texts, console: Console) -> None:
    """Print an answer, its notices and its sources."""
    console.print(Text(answer.text))
    for notice in answer.notices:
        console.print(Text(f"! {notice}", style="yellow"))
    if answer.citations:
        console.print()
    for citation in answer.citations:
        passage = citation.passage
        place = " > ".join((passage.title, *passage.section))
        checked = texts.get("written", "checked", date=format_date(passage.checked, answer.language))
        console.print(Text(f"[{citation.number}] {place} ({checked})", style="bold"))
        for source in citation.sources:
            console.print(Padding(Text(f"{source.title}\n{source.url}"), (0, 0, 0, 4)))
