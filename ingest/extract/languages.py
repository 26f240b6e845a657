"""Which of our languages a text is in, by the text itself: addresses and pages' own claims are often wrong."""

from functools import cache
from typing import TYPE_CHECKING

from corpus.types import LANGUAGES, Language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_NEIGHBOURS = ("da", "de", "es", "et", "fr", "it", "nl", "no", "pl", "ru", "se", "so", "uk", "ar")
"""What else pages of Finnish cities and agencies are in; with these to choose from, they are not taken for ours."""
_SHORT = 60  # characters; below that the page's own claim counts more
_ENOUGH = 20_000


def language_of(text: str, claimed: str = "") -> Language | None:
    """The language of a text, None if it is in none of ours. `claimed` is what the page says (`<html lang>`)."""
    said = next((language for language in LANGUAGES if claimed.lower().split("-")[0].split("_")[0] == language), None)
    letters = " ".join(text.split())[:_ENOUGH]
    if len(letters) < _SHORT and said:
        return said
    found = _identifier().classify(letters)[0]
    return next((language for language in LANGUAGES if found == language), None)


@cache
def _identifier() -> "LanguageIdentifier":
    """py3langid (Lui and Baldwin, “langid.py”, ACL 2012), told to choose between ours and their neighbours."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([*LANGUAGES, *_NEIGHBOURS])
    return identifier
