"""Other forms of a word, from the same dictionary that lemmas come from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from corpus.types import Language


def forms_of(lemmas: Iterable[str], language: Language) -> Mapping[str, tuple[str, ...]]:
    """Every form that the dictionary has of each lemma, in the order of the alphabet; none for an unknown lemma.

    It goes through the whole dictionary, which takes seconds and hundreds of megabytes for Finnish: for measuring only.
    """
    wanted = set(lemmas)
    found: dict[str, list[str]] = defaultdict(list)
    for form, lemma in DefaultDictionaryFactory(cache_max_size=1).get_dictionary(language).items():
        if lemma in wanted and form.isalpha():
            found[lemma].append(form)
    return {lemma: tuple(sorted(forms)) for lemma, forms in found.items()}
