"""Whether what a PDF gives as letters are letters: some fonts do not say which letter a shape is."""

from collections.abc import Sequence

from ingest.extract.pdf.page import UNKNOWN, Page
from ingest.types import NotExtracted, Reason

_UNKNOWN = 0.005
"""The share of letters without meaning from which a text is not read: Finnish has an ä or ö in twenty letters."""
_VOWELS = frozenset("aeiouyåäöéü")
_FEWEST_VOWELS, _MOST_VOWELS = 0.25, 0.65
"""Share of vowels among letters: Finnish 0.49, Swedish 0.38, English 0.39 in the bundled texts; shifted codes 0.1."""
_ENOUGH = 200  # letters; the shares of fewer say little


def refuse_unreadable(pages: Sequence[Page]) -> None:
    """Raise NotExtracted for a PDF whose text is not the one that is seen, and for one without text."""
    letters = sum(page.letters for page in pages)
    pictured = sum(page.pictured for page in pages)
    if letters < 10 and pictured:
        raise NotExtracted(Reason.SCANNED, f"{pictured} of its {len(pages)} pages are pictures, without letters")
    if not letters:
        raise NotExtracted(Reason.EMPTY, f"there is no text on its {len(pages)} pages")
    texts = [line.text for page in pages for line in page.lines]
    texts += [cell for page in pages for grid in page.grids for row in grid.rows for cell in row]
    if sum(text.count(UNKNOWN) for text in texts) > _UNKNOWN * letters:
        raise NotExtracted(Reason.BROKEN, "its fonts do not tell which letters their shapes are (no ToUnicode)")
    written = [sign for text in texts for sign in text.lower() if sign.isalpha()]
    share = sum(sign in _VOWELS for sign in written) / max(len(written), 1)
    if len(written) >= _ENOUGH and not _FEWEST_VOWELS <= share <= _MOST_VOWELS:
        raise NotExtracted(Reason.BROKEN, f"its letters make no words ({share:.0%} of them are vowels)")
