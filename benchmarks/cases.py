"""The forms of a Finnish noun by case and number, told apart by their endings."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

Case = Literal["genitive", "partitive", "inessive", "elative", "adessive"]
Number = Literal["singular", "plural"]
CASES: tuple[Case, ...] = ("genitive", "partitive", "inessive", "elative", "adessive")
NUMBERS: tuple[Number, ...] = ("singular", "plural")

_LOCAL: Mapping[Case, str] = {"inessive": "ss", "elative": "st", "adessive": "ll"}  # and a or ä
_PLURAL_GENITIVE = ("jen", "ien", "iden", "itten")
_PLURAL_PARTITIVE = ("eja", "ejä", "oja", "öjä", "uja", "yjä", "ia", "iä", "ita", "itä")
_VOWELS = "aeiouyäö"

_INFINITIVE = ("massa", "mässä", "masta", "mästä")

Forms = Mapping[tuple[Case, Number], str]


def cases_of(lemma: str, forms: Iterable[str]) -> Forms:
    """Of all forms of a noun, those whose case and number the ending tells; a form that could be two is left out.

    A verb has none, though its infinitives end alike (vaatimasta).

    The inflection is as the Finnish grammar has it (Iso suomen kielioppi, § 81-94); the stem to which -ssa is put in
    the singular is that of the genitive.
    """
    a = "a" if (re.findall("[aouäöy]", lemma) or "ä")[-1] in "aou" else "ä"
    given = frozenset(forms)
    if (
        lemma.endswith(("a", "ä"))
        and not lemma.endswith(("ma", "mä"))
        and any(form.endswith(_INFINITIVE) for form in given)
    ):
        return {}
    found: dict[tuple[Case, Number], str] = {}
    partitives = [form for form in (f"{lemma}{a}", f"{lemma}t{a}", f"{lemma[:-3]}st{a}") if form in given]
    for case, ending in _LOCAL.items():
        stems = {form[:-3]: form for form in given if form.endswith(ending + a) and form not in partitives}
        found |= {(case, number): stems[stem] for number, stem in _by_number(lemma, stems)}
    if ("inessive", "singular") in found:
        stem = found["inessive", "singular"][:-3]
        found |= _only("genitive", "singular", given & {f"{stem}n"})
        if lemma.endswith("i") and stem.endswith("e"):  # nimi: nimeä, and nimiä is the plural
            partitives = [form for form in (f"{stem}{a}",) if form in given]
    found |= _only("partitive", "singular", partitives)
    found |= _only("partitive", "plural", (f for f in given if f.endswith(_PLURAL_PARTITIVE) and f not in partitives))
    singular = found.get(("genitive", "singular"))
    return found | _only("genitive", "plural", (f for f in given if f.endswith(_PLURAL_GENITIVE) and f != singular))


def _by_number(lemma: str, stems: Iterable[str]) -> Iterator[tuple[Number, str]]:
    """A stem with the plural's i, and one without; a noun in -i keeps an i of its own (lasissa, laseissa)."""
    stems = sorted(stems)
    if len(stems) == 1 and stems[0].endswith("i") and lemma.endswith("i"):
        return  # lasi- is the singular, vesi- the plural
    without = [stem for stem in stems if not stem.endswith("i")]
    own = [] if without or not lemma.endswith("i") else [stem for stem in stems if stem[-2:-1] not in _VOWELS]
    singular = without or own
    plural = [stem for stem in stems if stem not in singular]
    if len(singular) == 1:
        yield "singular", singular[0]
    if len(plural) == 1:
        yield "plural", plural[0]


def _only(case: Case, number: Number, forms: Iterable[str]) -> dict[tuple[Case, Number], str]:
    """The one form there is; none where there are several (omenien, omenoiden)."""
    found = sorted(forms)
    return {(case, number): found[0]} if len(found) == 1 else {}
