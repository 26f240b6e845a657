"""The dictionary: every form of a word -> its base form, from tables that are read where they lie on disk.

The tables of Finnish and Swedish are simplemma's data as finite-state transducers (the crate fst, by ducer): sorted
keys that share their beginnings and their endings. `corpus/tables.py` makes them; `corpus/words/LICENCES.md` says whose
the words are. English stays in simplemma's own file: it is small, and its sources are not ours to hand on.
"""

import mmap
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import ducer
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

WORDS = Path(__file__).parent / "words"
TABLED = frozenset({"fi", "sv"})
_OTHERS = StreamDictionaryFactory()


class Forms(Mapping[str, str]):
    """Form -> base form, by the edit that leads from one to the other ("2 ki": two letters off, "ki" on)."""

    def __init__(self, table: ducer.Map, edits: tuple[tuple[int, str], ...]) -> None:
        self._table = table
        self._edits = edits

    def get(self, form: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """The base form of a form; `default` for a word that is not in the dictionary."""
        found = self._table.get(form.encode())
        return default if found is None else apply_edit(form, self._edits[found])

    def __getitem__(self, form: str) -> str:
        found = self.get(form)
        if found is None:
            raise KeyError(form)
        return found

    def __iter__(self) -> Iterator[str]:
        return (form.decode() for form in self._table)

    def __len__(self) -> int:
        return len(self._table)


class Dictionaries:
    """Simplemma's way of asking for a language's dictionary."""

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        """The dictionary of a language. Raises ValueError for a language that simplemma has not."""
        return _forms(lang) if lang in TABLED else _OTHERS.get_dictionary(lang)


DICTIONARIES = Dictionaries()
_LOOKUP = DictionaryLookupStrategy(DICTIONARIES)
_LEMMATIZER = Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=DICTIONARIES))


def base_form(word: str, language: str) -> str | None:
    """The base form that the dictionary gives, whether it has the word with a capital letter or without; else None."""
    return _LOOKUP.get_lemma(word, language)


def guess_base_form(word: str, language: str) -> str:
    """The base form by simplemma's rules for words that the dictionary has not; the word itself where none fits."""
    return _LEMMATIZER.lemmatize(word, language)


def edit_between(form: str, base: str) -> tuple[int, str]:
    """How many letters to take off a form, and what to put on, to have its base form."""
    same = next((i for i, (a, b) in enumerate(zip(form, base, strict=False)) if a != b), min(len(form), len(base)))
    return len(form) - same, base[same:]


def apply_edit(form: str, edit: tuple[int, str]) -> str:
    """The base form that an edit makes of a form."""
    off, on = edit
    return (form[:-off] if off else form) + on


def open_table(path: Path) -> ducer.Map:
    """A table as it lies on disk: its pages are read when they are looked into. Raises OSError when it is missing."""
    with path.open("rb") as file:
        return ducer.Map(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def read_edits(path: Path) -> tuple[tuple[int, str], ...]:
    """The numbered edits of a table, one a line."""
    lines = (line.partition(" ") for line in path.read_text(encoding="utf-8").split("\n")[:-1])
    return tuple((int(off), on) for off, _, on in lines)


@lru_cache(maxsize=4)
def _forms(language: str) -> Forms:
    return Forms(open_table(WORDS / f"{language}.forms.fst"), read_edits(WORDS / f"{language}.forms.edits.txt"))
