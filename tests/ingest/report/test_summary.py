"""A run is told in one sentence with the right forms."""

import pytest

from corpus.types import LANGUAGES, Language
from ingest.report.summary import summary
from ingest.report.types import Indexed
from tests.ingest.report.sample import ENTRIES, REFUSED, report

ONE = ENTRIES[:1]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "fi",
            "Päivitys kävi läpi 12 osoitetta: 1 on uusi, 1 on muuttunut, 3 on ennallaan, 1 on poistunut verkosta, 2 "
            "jäi saamatta, 3 ohitettiin ja 1 on otettu pois aineistosta; hakemistossa on nyt 214 asiakirjaa ja "
            "1\u00a0530 tekstikohtaa, joista 24 indeksoitiin uudelleen.",
        ),
        (
            "sv",
            "Uppdateringen gick igenom 12 adresser: 1 är ny, 1 har ändrats, 3 är oförändrade, 1 har försvunnit från "
            "nätet, 2 kunde inte hämtas, 3 hoppades över och 1 har tagits bort ur materialet; indexet innehåller nu "
            "214 dokument och 1\u00a0530 textavsnitt, varav 24 indexerades på nytt.",
        ),
        (
            "en",
            "The update went through 12 addresses: 1 is new, 1 has changed, 3 are unchanged, 1 has vanished, 2 could "
            "not be fetched, 3 were skipped and 1 has been taken out; the index now holds 214 documents and 1,530 "
            "passages, 24 of them indexed anew.",
        ),
    ],
)
def test_a_run_is_told_in_a_sentence(language: Language, sentence: str) -> None:
    assert summary(report(), language) == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "fi",
            "Päivitys kävi läpi 1 osoitteen: 1 on muuttunut; hakemistossa on nyt 1 asiakirja ja 1 tekstikohta.",
        ),
        (
            "sv",
            "Uppdateringen gick igenom 1 adress: 1 har ändrats; indexet innehåller nu 1 dokument och 1 textavsnitt.",
        ),
        ("en", "The update went through 1 address: 1 has changed; the index now holds 1 document and 1 passage."),
    ],
)
def test_one_has_its_own_form_and_nothing_indexed_anew_is_not_told(language: Language, sentence: str) -> None:
    assert summary(report(ONE, indexed=Indexed("b", 1, 1, 0)), language) == sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dry_run_a_refusal_and_a_run_without_addresses_are_told_apart(language: Language) -> None:
    kinds = [
        report(ONE),
        report(ONE, dry=True),
        report(ONE, refused=REFUSED),
        report(ONE, indexed=None),
        report(()),
        report((), dry=True),
    ]
    told = [summary(kind, language) for kind in kinds]
    assert len(set(told)) == len(kinds)
    assert all(sentence.endswith(".") and sentence.count(".") == 1 for sentence in told)


def test_a_dry_run_that_would_be_refused_says_that_nothing_was_changed() -> None:
    assert summary(report(dry=True, refused=REFUSED), "en").endswith("; nothing was changed.")
