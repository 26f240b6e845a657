"""Finnish by libvoikko: `apt-get install libvoikko1 voikko-fi`, and the Python package libvoikko."""

from functools import lru_cache
from itertools import pairwise

_INSTALL = "apt-get install libvoikko1 voikko-fi && .venv/bin/python -m pip install libvoikko"


class AnalyserMissing(ValueError):
    """The analyser that was asked for is not installed; the message says how to install it."""


class VoikkoAnalyser:
    """Reads words with libvoikko's dictionary. Raises AnalyserMissing where library or dictionary are not installed."""

    def __init__(self) -> None:
        try:
            import libvoikko
        except ImportError as error:
            raise AnalyserMissing(f"libvoikko cannot be used ({error}). Install it: {_INSTALL}") from error
        try:
            version = libvoikko.Voikko.getVersion()  # tells that the library is missing before an object is half made
            self._voikko = libvoikko.Voikko("fi")
        except (OSError, libvoikko.VoikkoException) as error:
            raise AnalyserMissing(f"libvoikko cannot be used ({error}). Install it: {_INSTALL}") from error
        self.version = f"voikko {version}"
        self.base = lru_cache(maxsize=50_000)(self._base)
        self.parts = lru_cache(maxsize=50_000)(self._parts)

    def _base(self, form: str) -> str | None:
        """The base form in small letters, of the first reading; None for an unknown word."""
        readings = self._readings(form)
        return readings[0]["BASEFORM"].lower() if readings else None

    def _parts(self, word: str) -> tuple[str, ...]:
        """The parts of a compound in base form; nothing for a word that is none."""
        readings = self._readings(word)
        lengths = [len(piece) for piece in readings[0]["STRUCTURE"].split("=") if piece] if readings else []
        if len(lengths) < 2 or sum(lengths) != len(word):
            return ()
        starts = [sum(lengths[:position]) for position in range(len(lengths))]
        firsts = [word[start:end] for start, end in pairwise(starts)]
        return (*(self._first(first) for first in firsts), word[starts[-1] :])

    def _first(self, form: str) -> str:
        """The base of a first part: a noun before a verb ("tuuli-", not tuulla); of one in -s the adjective in -nen."""
        readings = [reading for reading in self._readings(form) if reading["CLASS"] != "teonsana"]
        bases = [reading["BASEFORM"].lower() for reading in readings]
        adjective = f"{form[:-1]}nen"
        if not bases and form.endswith("s") and self.base(adjective):
            return adjective
        return form if form in bases or not bases else bases[0]

    def _readings(self, word: str) -> list[dict[str, str]]:
        for typed in (word, word.capitalize()):
            if readings := [reading for reading in self._voikko.analyze(typed) if "BASEFORM" in reading]:
                return readings
        return []
