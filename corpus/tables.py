"""`python -m corpus.tables DICTIONARIES` makes the tables of corpus/words anew: `make words` fetches what it reads."""

import gzip
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import ducer
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from corpus.compounds import FEWEST, geometric_mean
from corpus.dictionary import TABLED, WORDS, edit_between
from corpus.readings import common_readings

_ENTRY = re.compile(r"^([^\W\d_]+)(?: /.*/)? <([a-z]+)[^>]*>$")
"""A headword of FreeDict with its part of speech."""
_PAIRS = {"fi": ("fin-eng", "fin-swe"), "sv": ("swe-fin",)}
_LAST = frozenset({"n", "adj", "numeral"})
_FIRST = {"fi": _LAST | {"adv", "prefix"}, "sv": _LAST | {"v"}}
_NO_WORD = frozenset({"suffix", "prefix", "affix", "pn"})
_VERB = {
    "fi": re.compile(r"(?:t[aä]a|t[aä]ä|id[aä]|ll[aä]|nn[aä]|rr[aä]|st[aä])$"),
    "sv": re.compile(r"(?:era|nas)$"),
}
"""Endings of verbs, for words of which no part of speech is known."""
_ROUNDS = 3


class Vocabulary:
    """The base forms of a language, with what FreeDict says they are."""

    def __init__(self, language: str, forms: Mapping[str, str], headwords: Mapping[str, frozenset[str]]) -> None:
        self.language = language
        self.forms = forms
        self.kinds = headwords
        own = {form for form, base in forms.items() if form == base and form.islower() and form.isalpha()}
        self.words = own | {word for word, kinds in headwords.items() if word.islower() and kinds - _NO_WORD}
        self.rules = tomllib.loads((WORDS / "compounds.toml").read_text(encoding="utf-8"))[language]

    def is_last(self, word: str) -> bool:
        """Whether a word can end a compound."""
        return len(word) >= 3 and word not in self.rules["not_last"] and self._is(word, _LAST)

    def is_first(self, word: str) -> bool:
        """Whether a word in its base form can begin a compound."""
        long_enough = len(word) >= 3 or word in self.rules["short"]
        return long_enough and word not in self.rules["not_first"] and self._is(word, _FIRST[self.language])

    def _is(self, word: str, kinds: frozenset[str]) -> bool:
        if word in self.kinds:
            return bool(self.kinds[word] & kinds)
        return word in self.words and not _VERB[self.language].search(word)

    def first_forms(self) -> Iterator[tuple[str, str]]:
        """The forms in which words begin compounds, each with the word; the likeliest word for a form comes first."""
        yield from self.rules["first"].items()
        yield from ((word, word) for word in sorted(self.words) if self.is_first(word))
        yield from _finnish_firsts(self) if self.language == "fi" else _swedish_firsts(self)


def _finnish_firsts(words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Genitives (lapsen-, lasten-), the -s of adjectives in -nen (yksityis-), and prefixes (esi-)."""
    genitives = [
        (form, base)
        for form, base in words.forms.items()
        if form.endswith("n") and form != base and form.isalpha() and form.islower() and words.is_last(base)
    ]
    yield from ((form, base) for form, base in genitives if "n" in words.kinds.get(base, ()))
    # the dictionary may read a rare word there: "palon" is palo, not paloa
    yield from ((f"{word}n", word) for word in sorted(words.words) if words.is_last(word) and word[-1] in "aeiouyäö")
    yield from genitives
    yield from ((f"{word[:-3]}s", word) for word in sorted(words.words) if word.endswith("nen"))
    yield from ((word, word) for word, kinds in words.kinds.items() if "prefix" in kinds and len(word) >= 3)


def _swedish_firsts(words: Vocabulary) -> Iterator[tuple[str, str]]:
    """The linking -s (fastighets-), and what becomes of a last vowel (gatu-, kyrko-, skol-, arbets-, familje-).

    Three letters are too few for a word without its vowel: "kom-" would be koma.
    """
    nouns = sorted(word for word in words.words if words.is_last(word) and words.kinds.get(word) != frozenset({"adj"}))
    yield from ((f"{word}s", word) for word in nouns)
    for last in "ae":
        stems = [word[:-1] for word in nouns if word.endswith(last) and len(word) > 3]
        linked = ((stem + link, stem + last) for link in ("", "s", "u", "o", "e", "a") for stem in stems)
        yield from ((form, word) for form, word in linked if len(form) > 3)
    yield from ((f"{word}e", word) for word in nouns)
    verbs = (word for word, kinds in words.kinds.items() if "v" in kinds and word.endswith("a") and len(word) > 4)
    yield from ((word[:-1], word) for word in verbs)


def count_parts(words: Vocabulary) -> tuple[dict[str, tuple[str, int]], dict[str, int]]:
    """In how many words of the vocabulary each form begins a compound, and each word ends one.

    At first every cut in two counts, then, again and again, only the best of each word, without its own count (hard
    expectation maximisation).
    """
    bases: dict[str, str] = {}
    for form, base in words.first_forms():
        if form not in words.rules["not_first"]:
            bases.setdefault(form, base)
    lasts = {word for word in words.words if words.is_last(word)}
    cuts = {word: list(_cuts(word, bases, lasts)) for word in sorted(words.words)}
    first = Counter(base for found in cuts.values() for base, _ in found)
    last = Counter(end for found in cuts.values() for _, end in found)
    for _ in range(_ROUNDS):
        best = [cut for found in cuts.values() if (cut := _best(found, first, last))]
        first, last = Counter(base for base, _ in best), Counter(end for _, end in best)
    counted = {form: (base, first[base]) for form, base in bases.items() if first[base]}
    return counted, {word: count for word, count in last.items() if count}


def _cuts(word: str, bases: Mapping[str, str], lasts: set[str]) -> Iterator[tuple[str, str]]:
    for position in range(2, len(word) - 2):
        if word[position:] in lasts and (base := bases.get(word[:position])):
            yield base, word[position:]


def _best(cuts: Iterable[tuple[str, str]], first: Counter[str], last: Counter[str]) -> tuple[str, str] | None:
    scored = [(geometric_mean([first[base] - 1, last[end] - 1]), base, end) for base, end in cuts]
    score, base, end = max(scored, default=(0.0, "", ""))
    return (base, end) if score >= FEWEST else None


def headwords(folder: Path, language: str) -> dict[str, frozenset[str]]:
    """FreeDict's headwords of a language with their parts of speech."""
    found: dict[str, set[str]] = defaultdict(set)
    for pair in _PAIRS[language]:
        with gzip.open(folder / f"freedict-{pair}.dict.dz", "rt", encoding="utf-8") as lines:
            for entry in filter(None, map(_ENTRY.match, lines)):
                found[entry[1]].add(entry[2])
    return {word: frozenset(kinds) for word, kinds in found.items()}


def simplemma_forms(language: str) -> dict[str, str]:
    """All forms of simplemma's dictionary of a language with their base forms."""
    return dict(DefaultDictionaryFactory().get_dictionary(language))


def nouns_read_as_verbs(forms: Mapping[str, str], kinds: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Nouns that are their own base form, though simplemma takes them for a verb's (avgift: avgifta)."""
    nouns = (word for word, kind in kinds.items() if "n" in kind and word.islower())
    return {noun: noun for noun in nouns if len(forms.get(noun, "")) > len(noun)}


def nouns_by_their_forms(forms: Mapping[str, str], kinds: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Swedish nouns whose base form simplemma takes for a form of another word, though other forms are theirs.

    What they are differs: "genomförandet" is to genomföra; "vite" is no vita, and "gräns" no grän, as "vitet" and
    "gränsen" tell.
    """
    inflected: dict[str, list[str]] = defaultdict(list)
    for form, base in forms.items():
        if form != base and forms.get(base, base) != base:
            inflected[base].append(form)
    found: dict[str, str] = {}
    for noun, others in inflected.items():
        other = forms[noun]
        if noun.endswith(("ande", "ende")):
            found |= dict.fromkeys(others, other)
        elif any(form.endswith(("ens", "ets")) for form in others) and (
            ("n" in kinds.get(noun, {"n"}) and other in (f"{noun.removesuffix('e')}a", f"{noun[:-2]}{noun[-1]}a"))
            or ("n" in kinds.get(noun, ()) and noun in (f"{other}s", f"{other}t"))
        ):
            found[noun] = noun
    return found


def write_table(name: str, entries: Mapping[str, tuple[str, int]]) -> None:
    """Write a table: form -> number of the edit to its base, and in the bits above the lowest 16 a count."""
    edits = Counter(edit_between(form, base) for form, (base, _) in entries.items())
    numbered = sorted(edits, key=lambda edit: (-edits[edit], edit))
    number = {edit: position for position, edit in enumerate(numbered)}
    rows = sorted(
        (form.encode(), number[edit_between(form, base)] | count << 16) for form, (base, count) in entries.items()
    )
    ducer.Map.build(WORDS / f"{name}.fst", rows)
    (WORDS / f"{name}.edits.txt").write_text("".join(f"{off} {on}\n" for off, on in numbered), encoding="utf-8")


def main(folder: Path) -> None:
    """Make all tables; `folder` has FreeDict's dictionaries in dictd's format."""
    for language in sorted(TABLED):
        kinds = headwords(folder, language)
        forms = simplemma_forms(language)
        if language == "sv":
            forms |= nouns_read_as_verbs(forms, kinds)
            forms |= nouns_by_their_forms(forms, kinds)
        if language == "fi":
            first, last = count_parts(Vocabulary(language, forms, kinds))
            begun = dict(first.values())
            forms |= common_readings(forms, kinds, lambda word: begun.get(word, 0) + last.get(word, 0))  # noqa: B023
        write_table(f"{language}.forms", {form: (base, 0) for form, base in forms.items()})
        first, last = count_parts(Vocabulary(language, forms, kinds))
        write_table(f"{language}.first", first)
        ducer.Map.build(WORDS / f"{language}.last.fst", sorted((word.encode(), count) for word, count in last.items()))
        print(f"{language}: {len(forms)} forms, {len(first)} first parts, {len(last)} last parts")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
