"""`python -m ingest check URL` in the terminal."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from corpus.types import Language, Passage
from corpus.visible import visible
from ingest.check import Checked
from ingest.report.status import deal_name
from ingest.report.texts import Texts, read_texts
from ingest.types import Reason


def show(checked: Checked, language: Language, console: Console) -> None:
    """Print what an address gives: what is known of it, then each passage as it would be quoted."""
    texts = read_texts(language)
    for name, value in _known(checked, texts):
        if value:
            _print(f"{texts.get('check', name)}: {value}", console)
    for number, passage in enumerate(checked.passages, 1):
        console.print()
        console.rule(Text(visible(f"{number}. {_heading(passage)}")), align="left", characters="-")
        for statement in passage.statements:
            place = statement.sources[0].url.partition("#")[2] if statement.sources else ""
            mark = "- " if statement.kind == "item" else ""
            _print(f"{mark}{statement.text}" + (f"  [{place}]" if place else ""), console)
    console.print()
    for line in checked.left_out:
        _print(texts.get("check", "suspicious", line=line), console)
    for url in checked.followed:
        _print(texts.get("check", "followed", url=url), console)
    words = sum(len(passage.text.split()) for passage in checked.passages)
    passages = texts.counted("passages", len(checked.passages))
    _print(texts.get("check", "size", passages=passages, words=texts.counted("words", words)), console)


def nothing(url: str, reason: Reason, detail: str, language: Language) -> str:
    """That an address gives nothing, why, what was seen, and what to do."""
    texts = read_texts(language)
    return visible(
        f"{texts.get('check', 'nothing', url=url)} {texts.reason(reason)}\n"
        f"{texts.get('page', 'seen')} {detail}\n{texts.get('page', 'what_to_do')} {texts.remedy(reason)}"
    )


def _known(checked: Checked, texts: Texts) -> Iterator[tuple[str, str]]:
    fetched, said = checked.fetched, checked.said
    yield "address", fetched.final_url
    yield "title", said.title
    yield "language", texts.get("language", said.language) if said.language else ""
    yield "published", str(said.published or "")
    yield "changed", str(said.changed or "")
    yield "fetched", f"{texts.time(fetched.at)}, {texts.counted('bytes', len(fetched.body))}"
    yield "canonical", said.canonical or ""
    yield "breadcrumb", " > ".join(said.breadcrumb)
    yield "claim", _claim(checked, texts)


def _claim(checked: Checked, texts: Texts) -> str:
    claim = checked.claim
    if claim is None:
        return texts.get("check", "unknown")
    official = [texts.get("check", "official")] if claim.official else []
    return ", ".join([deal_name(claim.deal, texts), texts.get("kind", claim.kind), *official])


def _heading(passage: Passage) -> str:
    return " > ".join(passage.section) or passage.title


def _print(line: str, console: Console) -> None:
    console.print(visible(line), markup=False, soft_wrap=True)
