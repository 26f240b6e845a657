"""The language is that of the text, whatever the page claims."""

import pytest

from corpus.types import Language
from ingest.extract.languages import language_of

FI = "Sopimus on voimassa vuoden 2030 loppuun, ja siihen voivat liittyä kaikki hankintayksiköt."
SV = "Avtalet gäller till utgången av 2030, och alla upphandlingsenheter som vill kan ansluta sig till det."
EN = "The agreement is valid until the end of 2030, and every procurement unit that wishes to join may do so."


@pytest.mark.parametrize(("text", "language"), [(FI, "fi"), (SV, "sv"), (EN, "en")])
@pytest.mark.parametrize("claimed", ["", "fi", "sv-SE", "en_US", "de"])
def test_the_text_is_believed_and_not_the_claim(text: str, language: Language, claimed: str) -> None:
    assert language_of(text, claimed) == language


def test_a_very_short_text_is_in_the_language_that_the_page_claims() -> None:
    assert language_of("Stage IV, Euro VI, HVO", "sv-FI") == "sv"


@pytest.mark.parametrize(
    "text",
    [
        "Die Vereinbarung gilt bis Ende 2030, und jede Vergabestelle, die beitreten möchte, kann dies tun.",
        "Avtalen gjelder ut 2030, og alle innkjøpere som ønsker det, kan når som helst slutte seg til den.",
        "Leping kehtib 2030. aasta lõpuni ja kõik hankijad, kes soovivad, võivad sellega igal ajal liituda meiega.",
    ],
)
def test_a_neighbours_language_is_none_of_ours(text: str) -> None:
    assert language_of(text, "fi") is None
