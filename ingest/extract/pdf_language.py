"""Which of our languages a file's text is in."""

from functools import cache
from typing import TYPE_CHECKING

from corpus.types import LANGUAGES, Language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_ENOUGH = 20_000  # characters


def language_of(text: str) -> Language | None:
    """The language of a text, None for one in none of ours."""
    found = _identifier().classify(" ".join(text[:_ENOUGH].split()))[0]
    return next((language for language in LANGUAGES if language == found), None)


@cache
def _identifier() -> "LanguageIdentifier":
    """py3langid (Lui and Baldwin 2012, "langid.py"), told to choose between ours and their neighbours."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([*LANGUAGES, "da", "de", "es", "et", "fr", "it", "nl", "no", "pl", "ru"])
    return identifier
