"""The list of differences names what official pages tell with other figures, and nothing that agrees."""

from dataclasses import replace

from corpus.types import Document, Kind, Language
from ingest.differences import differences
from tests.documents import document
from tests.official import read_official

GOAL = "Vuoden 2030 loppuun mennessä 50 prosenttia työkoneista toimii sähköllä."


def own(*lines: str, language: Language = "fi") -> Document:
    return document("own", "".join(f"{line}\n\n" for line in lines), language=language)


def official(*lines: str, language: Language = "fi", subject: str = "page") -> Document:
    text = "".join(f"{line}\n\n" for line in lines)
    return replace(document(subject, text, language=language), kind=Kind.PAGE, official=True)


def test_the_bundled_texts_alone_differ_in_nothing(documents: list[Document]) -> None:
    assert differences(documents) == ()


def test_a_difference_among_all_texts_is_named_with_its_figures_and_its_page(documents: list[Document]) -> None:
    [found] = differences([*documents, *read_official()])
    assert found.document == "sites-pilots.en"
    assert (found.figures, found.official_figures) == (("896,000 euros",), ("EUR 869,000",))
    assert found.official_url == "https://example.fi/en/pilots"
    assert "Lukutori" in found.statement
    assert found.official_statement == "The value of the Lukutori contract was EUR 869,000 without value added tax."


def test_another_share_for_the_same_year_is_named() -> None:
    [found] = differences([own(GOAL), official(GOAL.replace("50", "40"))])
    assert (found.figures, found.official_figures) == (("50 prosenttia",), ("40 prosenttia",))


def test_a_page_of_a_pdf_is_named_by_its_own_address() -> None:
    page = official(GOAL.replace("50", "40"))
    paged = replace(page, sources=(replace(page.sources[0], url="https://example.fi/a.pdf#page=3"),))
    assert differences([own(GOAL), paged])[0].official_url == "https://example.fi/a.pdf#page=3"


def test_what_happens_on_another_day_is_another_thing() -> None:
    ours = own("Väylävirasto kertoi liittyneensä sopimukseen 12.5.2022.")
    assert differences([ours, official("Väylävirasto kertoi omista tavoitteistaan 29.4.2021.")]) == ()
    [found] = differences([ours, official("Väylävirasto kertoi liittyneensä sopimukseen 13.5.2022.")])
    assert (found.figures, found.official_figures) == (("12.5.2022",), ("13.5.2022",))


def test_our_own_texts_hold_no_difference_among_themselves(documents: list[Document]) -> None:
    subjects = sorted({text.subject for text in documents})
    for half in (0, 1):
        as_pages = [
            replace(text, kind=Kind.PAGE, official=True) if subjects.index(text.subject) % 2 == half else text
            for text in documents
        ]
        assert differences(as_pages) == ()


def test_two_goals_that_both_sides_tell_are_no_difference() -> None:
    goals = (GOAL, GOAL.replace("50", "20").replace("2030", "2025"))
    assert differences([own(*goals), official(*goals)]) == ()


def test_the_end_of_a_year_and_the_next_year_are_one_day() -> None:
    ours = own("Työmaat ovat fossiilittomia vuoden 2025 loppuun mennessä.")
    assert differences([ours, official("Työmaat ovat fossiilittomia vuonna 2026.")]) == ()


def test_other_languages_superseded_and_unofficial_pages_are_not_compared() -> None:
    other = GOAL.replace("50", "40")
    swedish = official(other, language="sv")
    former = replace(official(other), superseded_by="new")
    unofficial = replace(official(other), official=False)
    assert differences([own(GOAL), swedish, former, unofficial]) == ()
