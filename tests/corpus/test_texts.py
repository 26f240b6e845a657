"""The bundled texts keep their rules (docs/writing-texts.md)."""

import re
import tomllib
from collections import defaultdict

import pytest

from corpus.deals import read_deals
from corpus.figures import figures
from corpus.types import GENERAL, LANGUAGES, Document, Kind, Language, Passage
from ingest.split import split
from tests.conftest import ROOT
from tests.corpus.names import names_in

Translations = dict[str, dict[Language, Document]]

SOURCES = tomllib.loads((ROOT / "corpus" / "sources.toml").read_text(encoding="utf-8"))["source"]


@pytest.fixture(scope="module")
def translations(documents: list[Document]) -> Translations:
    found: Translations = defaultdict(dict)
    for document in documents:
        found[document.subject][document.language] = document
    return dict(found)


def pairs(translations: Translations) -> list[tuple[Document, Document]]:
    return [(by["fi"], by[other]) for by in translations.values() for other in LANGUAGES if other != "fi"]


def test_every_text_is_there_in_the_three_languages(translations: Translations) -> None:
    assert {subject for subject, by in translations.items() if set(by) != set(LANGUAGES)} == set()


def test_translations_share_their_front_matter(translations: Translations) -> None:
    shared = (
        "deal", "kind", "sources", "published", "checked", "valid_from", "valid_until", "superseded_by",
        "confidence", "official",
    )  # fmt: skip
    wrong = [
        (other.id, field)
        for finnish, other in pairs(translations)
        for field in shared
        if getattr(finnish, field) != getattr(other, field)
    ]
    assert wrong == []


def test_translations_have_the_same_sections_and_lists(translations: Translations) -> None:
    def shape(document: Document) -> list[list[str]]:
        return [[s.kind for s in passage.statements if s.kind != "sentence"] for passage in split(document)]

    wrong = [other.id for finnish, other in pairs(translations) if shape(finnish) != shape(other)]
    assert wrong == []


def _sections(translations: Translations) -> list[tuple[Passage, Passage]]:
    return [
        (mine, theirs)
        for finnish, other in pairs(translations)
        for mine, theirs in zip(split(finnish), split(other), strict=True)
    ]


def test_translations_carry_the_same_numbers_and_dates(translations: Translations) -> None:
    wrong = []
    for mine, theirs in _sections(translations):
        finnish = figures(f"{mine.heading}\n{mine.text}", mine.language)
        other = figures(f"{theirs.heading}\n{theirs.text}", theirs.language)
        if set(finnish) != set(other):
            wrong.append((theirs.id, theirs.heading, set(finnish) ^ set(other)))
    assert wrong == []


def test_translations_carry_the_same_names(translations: Translations) -> None:
    wrong = []
    for mine, theirs in _sections(translations):
        finnish = names_in(f"{mine.heading}\n{mine.text}", mine.language)
        other = names_in(f"{theirs.heading}\n{theirs.text}", theirs.language)
        if finnish != other:
            wrong.append((theirs.id, theirs.heading, finnish ^ other))
    assert wrong == []


def test_translations_rest_on_the_same_pages_section_by_section(translations: Translations) -> None:
    def pages(passage: Passage) -> set[str]:
        return {source.url for statement in passage.statements for source in statement.sources}

    assert [theirs.id for mine, theirs in _sections(translations) if pages(mine) != pages(theirs)] == []


def test_every_source_of_a_text_is_used_in_it(documents: list[Document]) -> None:
    wrong = []
    for document in documents:
        used = {number for proof in document.proofs for number in proof.sources}
        wrong += [(document.id, s.url) for number, s in enumerate(document.sources) if number not in used]
    assert wrong == []


def test_no_text_ends_without_a_proof(documents: list[Document]) -> None:
    """Every statement lies before a proof, so that none is covered by all sources at once for want of one."""
    wrong = [document.id for document in documents if document.text.rstrip()[document.proofs[-1].end :].strip()]
    assert wrong == []


def test_every_block_has_a_proof_of_its_own(documents: list[Document]) -> None:
    wrong = []
    for document in documents:
        ends = {proof.end for proof in document.proofs}
        offset = 0
        for line in document.text.splitlines(keepends=True):
            if line.strip() and not line.startswith("#") and offset + len(line.rstrip()) not in ends:
                wrong.append((document.id, line[:60]))
            offset += len(line)
    assert wrong == []


def test_every_page_taken_over_from_the_research_is_cited(documents: list[Document]) -> None:
    for language in LANGUAGES:
        cited = {source.url for document in documents if document.language == language for source in document.sources}
        assert {source["url"] for source in SOURCES if source["cited"]} == cited


def test_sources_are_named_as_in_the_list_of_sources(documents: list[Document]) -> None:
    titles = {source["url"]: source["title"] for source in SOURCES}
    wrong = {s.url for document in documents for s in document.sources if titles.get(s.url) != s.title}
    assert wrong == set()


def test_sources_are_listed_once() -> None:
    urls = [source["url"] for source in SOURCES]
    assert len(urls) == len(set(urls))


def test_every_deal_has_texts_and_every_text_a_known_deal(documents: list[Document]) -> None:
    assert {document.deal for document in documents} == {GENERAL, *read_deals()}


def test_a_text_of_a_deal_carries_the_term_of_the_deal(documents: list[Document]) -> None:
    deals = read_deals()
    wrong = [
        document.id
        for document in documents
        if document.deal != GENERAL and document.valid_until != deals[document.deal].valid_until
    ]
    assert wrong == []


def test_texts_about_the_old_duty_and_the_negotiations_are_superseded(documents: list[Document]) -> None:
    assert {document.subject for document in documents if not document.current} == {"model-2018", "model-2020"}


def test_only_superseded_texts_tell_that_agreements_are_being_negotiated(documents: list[Document]) -> None:
    """A current text may say that a page said so, never that it is so."""
    present = {
        "fi": r"sopimuks\w+ neuvotellaan",
        "sv": r"avtal\w* förhandlas",
        "en": r"agreements? (?:is|are) being negotiated",
    }
    wrong = [
        sentence.text
        for document in documents
        if document.current
        for passage in split(document)
        for sentence in passage.statements
        if re.search(present[document.language], sentence.text)
        and not re.search(r"2020|\bei\b|\binte\b|\bnot\b|no longer", sentence.text)
    ]
    assert wrong == []


def test_what_the_material_does_not_tell_begins_by_saying_so(documents: list[Document]) -> None:
    opening = {
        "fi": r"Aineistossa ei|Aineisto ei",
        "sv": r"Materialet berättar inte|I materialet",
        "en": r"The material",
    }
    wrong = [
        passage.heading
        for document in documents
        if document.kind is Kind.GAP
        for passage in split(document)
        if not re.match(opening[document.language], passage.text)
    ]
    assert wrong == []


def test_headings_are_questions_and_no_two_ask_the_same(documents: list[Document]) -> None:
    headings: dict[tuple[Language, str], list[str]] = defaultdict(list)
    for document in documents:
        for passage in split(document):
            headings[document.language, passage.heading].append(passage.id)
    assert [heading for (_, heading) in headings if not heading.endswith("?")] == []
    assert [ids for ids in headings.values() if len(ids) > 1] == []


def test_sections_are_short_and_open_with_a_statement(passages: list[Passage]) -> None:
    long = [(passage.id, len(passage.text.split())) for passage in passages if len(passage.text.split()) > 120]
    assert long == []
    yes_or_no = re.compile(r"(?:Kyllä|Ei|Ja|Nej|Yes|No)[,.]")
    assert [passage.id for passage in passages if yes_or_no.match(passage.text)] == []


def test_items_stand_under_a_lead(passages: list[Passage]) -> None:
    items = [(p, s) for p in passages for s in p.statements if s.kind == "item"]
    assert [p.id for p, s in items if s.lead is None or p.statements[s.lead].kind != "lead"] == []
