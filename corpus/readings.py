"""Finnish forms that several words share: the dictionary names one word for each, often a rare one.

It takes "pinnat" for the plural of pinna and not of pinta, "koneista" for a form of koneistaa, "sanoja" for someone who
says. Which forms a word has is learnt from the words that end alike (kunta: kunnat, so pinta: pinnat). Such a form goes
over to a word that makes many more compounds than the one that the dictionary names; to count those takes no text.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

_KEPT = (2, 3)
"""Letters of a word's own before its ending that have to be the same in the words that it is likened to."""
_LONGEST = 6
_FEWEST_ALIKE = 5
"""Words that end alike, at least, for their forms to tell anything."""
_DECLINED = 20
"""Forms from which a word counts as one that is declined at all: others are named once, or are adverbs."""
_SHARE = 0.4
"""The share of these that has to have a form in this way: where two kinds of words end alike, both have about half."""
_LEAST = 5
_LEAST_UNKNOWN = 20
"""Compounds that a word has to make to take a form over, and one of which no part of speech is known."""
_LEAST_COMMANDED = 20
"""And one that takes the imperative of a verb over: "koneista" is of kone, but "vahvista" is "confirm"."""
_TIMES, _TIMES_OF_A_PARTITIVE = 3, 20
"""How many times as many as the word that has the form now (and one more)."""

_VERB = re.compile(r"(?:t[aä]a|tää|id[aä]|ll[aä]|nn[aä]|rr[aä]|[aäeioöuy]t?[aä])$")
_CASE = re.compile(r"(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|iden)$")
_OF_A_VERB = re.compile(r"(?:e|m[aä]|v[aä]|vi|nee|nei|t[uy]|tui|[dlnr][uy])(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi)$")
"""Forms of infinitives and participles in a case (vaatimassa, vaativassa, vaadittaessa)."""
_OF_A_NOUN_TOO = re.compile(r"(?:t|en|[aä]n[aä])$")
_RARE = re.compile(r"(?:ine(?:en|ni|si|mme|nne|ns[aä])?|tt[aä]|sti|in)$")
"""Cases that hardly anyone uses, in which a form is rather another word (maine, haitta, kirjain)."""
_PLURAL = re.compile(r"(?<![uy])t$|[oöeiuy]j[aä]$")
"""Words that the dictionary has as they are, and that are the plural of another (suunnitelmat, velkoja)."""


def common_readings(
    forms: Mapping[str, str], kinds: Mapping[str, frozenset[str]], count: Callable[[str], int]
) -> dict[str, str]:
    """The forms that belong to a commoner word than `forms` says, each with that word.

    `kinds` are the parts of speech of the words of which they are known, `count` the number of compounds a word makes.
    """
    alike = _Alike(forms, kinds)
    found: dict[str, str] = {}
    for word in alike.nouns:
        if count(word) < (_LEAST if word in kinds else _LEAST_UNKNOWN) or (word.endswith("t") and _PLURAL.search(word)):
            continue
        for form in alike.forms_of(word):
            now = forms.get(form)
            plain = kinds.get(word) == frozenset({"n"}) and count(word) >= _LEAST_COMMANDED
            if now is None or now == word or not _may_go(form, now, kinds, commanded=plain):
                continue
            # "sirkusta" is rather the partitive of sirkus than the elative of sirkku
            times = _TIMES_OF_A_PARTITIVE if form in (f"{now}ta", f"{now}tä") else _TIMES
            rarer = _is_verb(now, kinds) or count(word) >= times * (count(now) + 1)
            if rarer and (form not in found or count(found[form]) < count(word)):
                found[form] = word
    return found


class _Alike:
    """The nouns and adjectives of a dictionary, and the forms that those which end alike have."""

    def __init__(self, forms: Mapping[str, str], kinds: Mapping[str, frozenset[str]]) -> None:
        self.nouns = sorted(
            word
            for form, word in forms.items()
            if form == word and word.isalpha() and word.islower() and _is_noun(word, kinds)
        )
        own = frozenset(self.nouns)
        inflected = Counter(word for form, word in forms.items() if form != word and word in own)
        declined = [word for word in self.nouns if inflected[word] >= _DECLINED]
        self._ending: Counter[str] = Counter(end for word in declined for end in _endings(word))
        self._rules: dict[str, Counter[str]] = defaultdict(Counter)
        for form, word in forms.items():
            if form != word and word in own and form.isalpha() and form.islower():
                for end, other in _rules(word, form):
                    self._rules[end][other] += 1

    def forms_of(self, word: str) -> Iterator[str]:
        """The forms that a word has if it goes like the others."""
        for end in _endings(word):
            enough = max(_SHARE * self._ending[end], _FEWEST_ALIKE * _SHARE)
            yield from (word[: -len(end)] + other for other, seen in self._rules[end].items() if seen >= enough)


def _endings(word: str) -> Iterator[str]:
    return (word[-letters:] for letters in range(_KEPT[0], min(_LONGEST, len(word)) + 1))


def _rules(word: str, form: str) -> Iterator[tuple[str, str]]:
    """How the form comes of the word: their endings, with some letters before them that are the same."""
    same = next((at for at, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form)))
    starts = (start for start in (same - kept for kept in _KEPT) if start >= 0 and len(word) - start <= _LONGEST)
    return ((word[start:], form[start:]) for start in starts)


def _may_go(form: str, now: str, kinds: Mapping[str, frozenset[str]], *, commanded: bool) -> bool:
    """Whether the form of a word may be one of another word, by what kind of word it is.

    `commanded` says whether this holds for the imperative of a verb too.
    """
    if now.endswith("minen") or _RARE.search(form) or not kinds.get(now, frozenset({"n"})) & {"n", "adj", "v"}:
        return False
    if _is_verb(now, kinds):
        if form == now[:-1] or (form == f"{now[:-3]}{now[-1]}" and form.endswith(("ita", "itä"))):
            return commanded or now not in kinds  # koneista, vaiheita: of koneistaa, vaiheittaa
        if form == now or _OF_A_VERB.search(form):
            return False
        if now in kinds:
            return bool(_CASE.search(form))
        return bool(_CASE.search(form) or _OF_A_NOUN_TOO.search(form))
    return form != now or bool(_PLURAL.search(form))


def _is_verb(word: str, kinds: Mapping[str, frozenset[str]]) -> bool:
    if word in kinds:
        return "v" in kinds[word] and "n" not in kinds[word]
    return bool(_VERB.search(word))


def _is_noun(word: str, kinds: Mapping[str, frozenset[str]]) -> bool:
    return bool(kinds[word] & {"n", "adj"}) if word in kinds else not _VERB.search(word)
