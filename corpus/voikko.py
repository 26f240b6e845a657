"""Finnish by libvoikko: `apt-get install libvoikko1 voikko-fi`, and the Python package libvoikko."""

import re
from functools import lru_cache

_INSTALL = "apt-get install libvoikko1 voikko-fi && .venv/bin/python -m pip install libvoikko"
_GROUP = re.compile(r"\+([^+()]+)(?:\(([^()]*)\))?")
"""A morpheme of WORDBASES as it stands in the word, and its base form: "lasten(lapsi)"; a suffix has one like "+us"."""


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
            self._voikko = libvoikko.Voikko("fi")
        except (OSError, libvoikko.VoikkoException) as error:
            raise AnalyserMissing(f"libvoikko cannot be used ({error}). Install it: {_INSTALL}") from error
        self.version = f"voikko {self._voikko.getVersion()}"
        self.parts = lru_cache(maxsize=50_000)(self._parts)

    def base(self, form: str) -> str | None:
        """The base form in small letters, of the first reading; None for an unknown word."""
        readings = self._readings(form)
        return str(readings[0]["BASEFORM"]).lower() if readings else None

    def _parts(self, word: str) -> tuple[str, ...]:
        """The parts of a compound in base form; nothing for a word that is none."""
        readings = self._readings(word)
        return _parts(readings[0], word) if readings else ()

    def _readings(self, word: str) -> list[dict[str, str]]:
        for typed in (word, word.capitalize()):
            if readings := [reading for reading in self._voikko.analyze(typed) if "BASEFORM" in reading]:
                return readings
        return []


def _parts(reading: dict[str, str], word: str) -> tuple[str, ...]:
    lengths = [len(piece.replace("-", "")) for piece in reading["STRUCTURE"].split("=") if piece]
    if len(lengths) < 2:
        return ()
    starts = [sum(lengths[:position]) for position in range(len(lengths))]
    groups = [(match[1], match[2] or match[1]) for match in _GROUP.finditer(reading.get("WORDBASES", ""))]
    single = _single_morphemes(groups)
    firsts = [
        single.get((start, length), word[start : start + length]).lower()
        for start, length in zip(starts[:-1], lengths[:-1], strict=True)
    ]
    return (*firsts, word[starts[-1] :])


def _single_morphemes(groups: list[tuple[str, str]]) -> dict[tuple[int, int], str]:
    """The base of each morpheme by where it stands, so that a part that is one morpheme is known by its base."""
    found: dict[tuple[int, int], str] = {}
    start = 0
    for form, base in groups:
        found[start, len(form)] = form if base.startswith("+") else base
        start += len(form)
    return found
