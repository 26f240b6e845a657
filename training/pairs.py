"""Every pair of texts that the model is made from."""

from pathlib import Path

from training.dictionaries import freedict, wordnet
from training.field import glossary_pairs, pivot_pairs
from training.manuals import gnome_help, libreoffice_help
from training.software import catalogues, home_assistant, mozilla
from training.texts import Pair

_READERS = (freedict, libreoffice_help, catalogues, gnome_help, mozilla, home_assistant, wordnet)


def read_pairs(root: Path, glossary: Path) -> list[Pair]:
    """The pairs of the packages unpacked in `root` and of the glossary, each once, always in the same order.

    Raises OSError where a package is not there, GlossaryError for a broken glossary.
    """
    found = list(dict.fromkeys(pair for reader in _READERS for pair in reader(root)))
    return found + pivot_pairs(found) + glossary_pairs(glossary)
