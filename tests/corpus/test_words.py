"""The tables of words are simplemma's, and what is typed plainly is brought to the word that was meant."""

import gc
from collections.abc import Iterator

import libvoikko
import pytest
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

from corpus.analysis import analyse, choose_analyser, fingerprint, stop_words
from corpus.dictionary import DICTIONARIES, apply_edit, edit_between
from corpus.spelling import american, spellings
from corpus.types import Language, Passage
from corpus.voikko import AnalyserMissing, VoikkoAnalyser

OURS: dict[Language, str] = {
    "fi": """aineista:aine ehdoista:ehto hidasta:hidas jatkosta:jatko julkiset:julkinen julkisille:julkinen
        kaasusta:kaasu koneista:kone luonnosta:luonto nimestä:nimi sivuista:sivu urakoiden:urakka vuoteen:vuosi""",
    "sv": """avgift:avgift band:band buller:buller byggandet:bygga byggandets:bygga främjandet:främja
        genomförandet:genomföra införandet:införa maj:maj meddelanden:meddela plan:plan sikt:sikt steg:steg städ:städ
        text:text tvätt:tvätt undertecknandet:underteckna undertecknandets:underteckna utkast:utkast""",
}
"""The words of our texts that are read otherwise than by simplemma: forms of a commoner word (corpus/readings.py), and
Swedish nouns by their own forms (corpus/tables.py). A text with a new one adds it here when it is right."""


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_texts_words_have_simplemma_s_base_forms_but_for_those_told(
    language: Language, passages: list[Passage]
) -> None:
    theirs, ours = StreamDictionaryFactory().get_dictionary(language), DICTIONARIES.get_dictionary(language)
    texts = " ".join(passage.text for passage in passages if passage.language == language)
    words = {word.surface for word in analyse(texts, language)}
    other = {word: ours.get(word) for word in words if theirs.get(word) != ours.get(word)}
    assert other == dict(pair.split(":") for pair in OURS[language].split())
    assert len(ours) == len(theirs)


def test_an_edit_leads_from_form_to_base() -> None:
    assert edit_between("kaupungin", "kaupunki") == (3, "ki")
    assert apply_edit("kaupungin", edit_between("kaupungin", "kaupunki")) == "kaupunki"


@pytest.mark.parametrize(
    ("typed", "language", "lemma"),
    [
        ("paivakoti", "fi", "päiväkoti"),
        ("tyomaakuljetuksissa", "fi", "työmaakuljetus"),
        ("paastottomia", "fi", "päästötön"),
        ("sähkökuormaajassa", "fi", "sähkökuormaaja"),  # kuorma-aika has a hyphen
        ("utslappsfria", "sv", "utsläppsfri"),
        ("atgarder", "sv", "åtgärd"),
        ("organisations", "en", "organization"),
        ("EU:n", "fi", "eu"),
        ("EU-asetuksessa", "fi", "eu-asetus"),
        ("CO2-päästöt", "fi", "co2-päästö"),
        ("SVHC-aineita", "fi", "svhc-aine"),
        ("1 000 000", "fi", "1000000"),
        ("1,000,000", "en", "1000000"),
        ("avgiften", "sv", "avgift"),
        ("avgift", "sv", "avgift"),
    ],
)
def test_what_is_typed_is_brought_to_the_word(typed: str, language: Language, lemma: str) -> None:
    assert [word.lemma for word in analyse(typed, language)] == [lemma]


def test_a_word_that_has_its_dots_has_no_other_spelling() -> None:
    assert spellings("päivä", "fi") == ()
    assert "päivä" in spellings("paiva", "fi")
    assert spellings("a" * 40, "fi") == ()


def test_function_words_without_dots_are_function_words() -> None:
    assert "mita" in stop_words("fi") and "nar" in stop_words("sv")


def test_an_american_spelling_is_taken_only_where_there_is_one() -> None:
    assert (american("licence"), american("exercise"), american("our")) == ("license", "exercise", "our")


@pytest.fixture
def voikko() -> Iterator[None]:
    try:
        VoikkoAnalyser()
    except AnalyserMissing as error:
        pytest.skip(str(error))
    choose_analyser("voikko")
    yield
    choose_analyser("simplemma")


def test_a_missing_voikko_library_is_told_and_leaves_nothing_half_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_there(path: str | None = None) -> None:
        raise OSError(f"no library (looked in {path})")

    monkeypatch.setattr(libvoikko.VoikkoLibrary, "open", not_there)
    with pytest.raises(AnalyserMissing, match="apt-get install"):
        VoikkoAnalyser()
    gc.collect()  # an object half made would complain here, and warnings are errors


@pytest.mark.usefixtures("voikko")
def test_an_index_made_with_another_analyser_is_noticed() -> None:
    with_voikko = fingerprint()
    choose_analyser("simplemma")
    assert fingerprint() != with_voikko


@pytest.mark.usefixtures("voikko")
@pytest.mark.parametrize(
    ("typed", "lemma", "parts"),
    [
        ("päiväkotiympäristön", "päiväkotiympäristö", ("päivä", "koti", "ympäristö")),
        ("hankintayksiköiden", "hankintayksikkö", ("hankinta", "yksikkö")),
        ("lastentarhaan", "lastentarha", ("lapsi", "tarha")),
        ("kemikaaleista", "kemikaali", ()),
        ("paivakodissa", "päiväkoti", ("päivä", "koti")),
    ],
)
def test_voikko_reads_finnish_when_asked(typed: str, lemma: str, parts: tuple[str, ...]) -> None:
    (word,) = analyse(typed, "fi")
    assert (word.lemma, word.parts) == (lemma, parts)
