"""Whether a run would take away so much at once that something is likely to be wrong."""

from collections.abc import Iterable

from corpus.types import Document, Kind
from ingest.report.types import Loss, Refusal

LARGEST_SHARE = 1 / 5
"""Of the fetched documents, or of the text of those that stay, that may go in one run."""

_FEW = 1  # one document alone may go, however few there are
_NAMED = 5


def suspicion(old: Iterable[Document], new: Iterable[Document], removed: frozenset[str]) -> Refusal | None:
    """Why the new documents should not take the place of the old; None where nothing speaks against it.

    Fetched documents alone are looked at, as they are told now (not as they once stood). Those whose addresses were
    `removed` by hand may go.
    """
    told = [document for document in old if _counts(document)]
    before = {document.id: document for document in told if document.url.partition("#")[0] not in removed}
    after = {document.id: document for document in new if _counts(document)}
    gone = sorted(before.keys() - after.keys())
    if len(gone) > max(_FEW, LARGEST_SHARE * len(before)):
        names = (*gone[:_NAMED], *(["…"] if len(gone) > _NAMED else []))
        return Refusal(Loss.DOCUMENTS, len(gone), len(before), names)
    stay = before.keys() & after.keys()
    letters_before, letters_after = (sum(len(known[name].text) for name in stay) for known in (before, after))
    lost = letters_before - letters_after
    if len(stay) > _FEW and lost > LARGEST_SHARE * letters_before:
        return Refusal(Loss.TEXT, lost, letters_before)
    return None


def _counts(document: Document) -> bool:
    return document.kind not in (Kind.SUMMARY, Kind.GAP) and document.current
