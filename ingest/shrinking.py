"""Whether a run would take away so much at once that something is likely to be wrong."""

from collections.abc import Iterable

from corpus.types import Document, Kind

LARGEST_SHARE = 1 / 5
"""Of the fetched documents, or of the text of those that stay, that may go in one run."""

_FEW = 1  # one document alone may go, however few there are


def suspicion(old: Iterable[Document], new: Iterable[Document], removed: frozenset[str]) -> str:
    """Why the new documents should not take the place of the old; empty where nothing speaks against it.

    Fetched documents alone are looked at, as they are told now (not as they once stood). Those whose addresses were
    `removed` by hand may go.
    """
    before = {
        document.id: document for document in old if _counts(document) and document.url.partition("#")[0] not in removed
    }
    after = {document.id: document for document in new if _counts(document)}
    gone = sorted(before.keys() - after.keys())
    if len(gone) > max(_FEW, LARGEST_SHARE * len(before)):
        named = ", ".join(gone[:5]) + (", …" if len(gone) > 5 else "")
        return f"{len(gone)} of {len(before)} fetched documents would leave the answers at once ({named})."
    stay = before.keys() & after.keys()
    letters_before, letters_after = (sum(len(known[name].text) for name in stay) for known in (before, after))
    if len(stay) > _FEW and letters_after < (1 - LARGEST_SHARE) * letters_before:
        return (
            f"The text of the fetched documents would shrink from {letters_before:,} to {letters_after:,} characters."
        )
    return ""


def _counts(document: Document) -> bool:
    return document.kind not in (Kind.SUMMARY, Kind.GAP) and document.current
