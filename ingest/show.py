"""`python -m ingest check URL` in the terminal."""

from rich.console import Console

from ingest.check import Checked


def show(checked: Checked, console: Console) -> None:
    """Print what an address gives: what is known of it, then each passage as it would be quoted."""
    fetched, said = checked.fetched, checked.said
    lines = {
        "address": fetched.final_url,
        "title": said.title,
        "language": said.language,
        "published": said.published,
        "changed": said.changed,
        "fetched": f"{fetched.at:%Y-%m-%d %H:%M} UTC, {len(fetched.body):,} bytes",
        "canonical": said.canonical,
        "breadcrumb": " > ".join(said.breadcrumb),
        "deal, kind": _claim(checked),
    }
    for name, value in lines.items():
        if value:
            console.print(f"{name:>12}: {value}", markup=False, soft_wrap=True)
    for number, passage in enumerate(checked.passages, 1):
        console.print()
        console.rule(f"{number}. {' > '.join(passage.section) or passage.title}", align="left", characters="-")
        for statement in passage.statements:
            place = statement.sources[0].url.partition("#")[2] if statement.sources else ""
            mark = "- " if statement.kind == "item" else ""
            console.print(f"{mark}{statement.text}" + (f"  [{place}]" if place else ""), markup=False, soft_wrap=True)
    console.print()
    for line in checked.left_out:
        console.print(f"Suspicious: {line}", markup=False, soft_wrap=True)
    for url in checked.followed:
        console.print(f"Would be followed: {url}", markup=False, soft_wrap=True)
    words = sum(len(passage.text.split()) for passage in checked.passages)
    console.print(f"{len(checked.passages)} passages, {words} words.")


def _claim(checked: Checked) -> str:
    claim = checked.claim
    if claim is None:
        return "unknown: it is neither a source nor was it followed from one"
    return f"{claim.deal}, {claim.kind}{', official' if claim.official else ''}"
