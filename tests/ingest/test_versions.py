"""All that was read becomes one document a text; what was replaced stays, and says by what."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.settings import Settings
from assistant.wiring import build_assistant
from corpus.embedding import load_embedder
from corpus.sync import sync
from corpus.types import Document, Kind
from ingest.split import fingerprint, split
from ingest.types import Doubt, Reason, Wording
from ingest.versions import FORMER_KEPT, Settled, settle
from tests.ingest.pairs import read_pairs
from tests.ingest.wordings import NIGHT, wording

PAGES = {pair.name: pair for pair in read_pairs()}
LANDING_2019 = PAGES["landing page 2019 and 2020"].a.wording
LANDING_2020 = PAGES["landing page 2020 and 2022"].a.wording
LANDING_2022 = PAGES["landing page 2020 and 2022"].b.wording
STAGING = "https://hankintakeino-test.druid.fi/fi/palvelut/hankintojen-green-deal-sopimukset"
A, B = "https://example.fi/a", "https://example.fi/b"
BASE = (
    "Sopimus on vapaaehtoinen, ja sen tekevät hankintayksikkö ja valtio yhdessä. Ylin johto päättää liittymisestä.\n\n"
    "Hankintayksikkö toteuttaa tavoitteet valituissa hankinnoissa ja jakaa kokemuksiaan muille. "
    "Valtio seuraa sopimusta vuosittain ja arvioi vaikutuksia.\n\nMukana on {} hankintayksikköä.\n"
)


def by_url(settled: Settled) -> dict[str, Document]:
    return {document.url.partition("#")[0]: document for document in settled.documents if document.current}


def former(url: str, text: str, first: int, last: int) -> Wording:
    return wording(url, text, seen=(NIGHT - timedelta(days=first), NIGHT - timedelta(days=last)), latest=False)


# ---- the same text


def test_a_text_on_many_hosts_is_one_document_at_its_publishers_address() -> None:
    text = LANDING_2022.extracted.text
    others = [STAGING, f"{LANDING_2022.url}/", LANDING_2022.url.replace("https://www.", "http://")]
    settled = settle([LANDING_2022, *(wording(url, text, title=LANDING_2022.extracted.title) for url in others)])
    [document] = settled.documents
    assert document.url == LANDING_2022.url
    assert document.aliases == tuple(sorted(others))
    assert settled.alias_of == dict.fromkeys(others, LANDING_2022.url)


def test_of_a_copied_release_the_official_page_is_the_document() -> None:
    ours = wording("https://ym.fi/-/tiedote", BASE.format(5), kind=Kind.NEWS, official=True)
    copy = wording("https://a.fi/tiedote", BASE.format(5), kind=Kind.NEWS, changed=date(2026, 1, 1))
    settled = settle([copy, ours])
    assert [document.url for document in settled.documents] == [ours.url]
    assert settled.alias_of == {copy.url: ours.url}


def test_an_announcement_on_many_pages_makes_no_other_text() -> None:
    announcement = "Hae tukipalveluun viimeistään 14.4. lomakkeella.\n\n"
    others = [
        wording(f"https://www.hankintakeino.fi/{n}", f"{announcement}{unlike * 5}\n", title=f"Sivu {n}")
        for n, unlike in enumerate(
            ["Yksi kaksi kolme. ", "Kissa istuu aidalla. ", "Auto ajaa tiellä. ", "Sade lankeaa. "]
        )
    ]
    announced = replace(LANDING_2022.extracted, text=announcement + LANDING_2022.extracted.text)
    with_it = replace(LANDING_2022, url=STAGING, extracted=announced)
    assert settle([LANDING_2022, with_it, *others]).alias_of == {STAGING: LANDING_2022.url}
    alone = settle([LANDING_2022, with_it])
    assert alone.alias_of == {}, "on one page only it may be news"


def test_the_same_words_in_two_languages_are_two_documents() -> None:
    settled = settle(
        [wording(A, "Green deal KEINO Motiva 2030.\n"), wording(B, "Green deal KEINO Motiva 2030.\n", language="sv")]
    )
    assert [document.language for document in settled.documents] == ["fi", "sv"]
    assert (settled.alias_of, settled.unsure) == ({}, ())


def test_one_text_that_is_claimed_for_two_deals_is_told_and_stays_twice() -> None:
    pair = [wording(A, BASE.format(5), deal="waste-oil"), wording(B, BASE.format(5), deal="plastic-bags")]
    settled = settle(pair)
    assert len(settled.documents) == 2
    assert [(unsure.urls, unsure.doubt, unsure.shared) for unsure in settled.unsure] == [((A, B), Doubt.WHOSE, 1.0)]


# ---- older wordings at other addresses


def test_the_landing_pages_older_generations_are_superseded_by_the_newest() -> None:
    settled = settle([LANDING_2022, LANDING_2019, LANDING_2020])
    newest = by_url(settled)[LANDING_2022.url]
    assert {document.url: document.superseded_by for document in settled.documents} == {
        LANDING_2019.url: newest.subject,
        LANDING_2020.url: newest.subject,
        LANDING_2022.url: None,
    }
    assert settled.unsure == ()


def test_the_day_that_a_page_tells_decides_which_is_newer() -> None:
    old, new = (
        wording(A, BASE.format(5), changed=date(2023, 5, 1)),
        wording(B, BASE.format(9), changed=date(2024, 5, 1)),
    )
    settled = settle([old, new])
    assert list(by_url(settled)) == [B]
    assert [document.url for document in settled.documents if not document.current] == [A]


def test_a_day_of_change_before_that_of_publication_is_the_templates_and_not_the_texts() -> None:
    old = wording(A, BASE.format(5), published=date(2019, 1, 1))
    new = wording(B, BASE.format(9), published=date(2020, 9, 9), changed=date(2013, 12, 23))
    assert set(by_url(settle([old, new]))) == {B}


def test_of_the_same_day_the_publishers_own_page_is_newer_than_a_staging_copy() -> None:
    own, copy = LANDING_2022, replace(LANDING_2022, url=STAGING)
    copy = replace(
        copy, extracted=replace(copy.extracted, text=copy.extracted.text.replace("vuosittain", "joka vuosi"))
    )
    settled = settle([copy, own])
    assert list(by_url(settled)) == [own.url]
    assert len(settled.documents) == 2


def test_an_address_that_gives_its_text_no_more_is_older() -> None:
    gone = wording(A, BASE.format(5), seen=(NIGHT - timedelta(days=90), NIGHT - timedelta(days=30)))
    assert list(by_url(settle([gone, wording(B, BASE.format(9))]))) == [B]


@pytest.mark.parametrize("told", [None, date(2024, 1, 1)])
def test_where_no_day_tells_which_is_newer_both_stay_and_it_is_told(told: date | None) -> None:
    settled = settle([wording(A, BASE.format(5), changed=told), wording(B, BASE.format(9))])
    assert set(by_url(settled)) == {A, B}
    assert [(unsure.urls, unsure.doubt) for unsure in settled.unsure] == [((A, B), Doubt.WHICH_IS_NEWER)]


def test_pages_that_may_be_one_are_told_and_both_stay() -> None:
    settled = settle([wording(A, BASE.format(5), title="Alkusivu"), wording(B, BASE.format(9), title="Loppusivu")])
    assert set(by_url(settled)) == {A, B}
    [unsure] = settled.unsure
    assert unsure.doubt is Doubt.SAME_PAGE


def test_a_link_to_the_true_address_tells_that_two_titles_are_one_page() -> None:
    old = wording(A, BASE.format(5), title="Alkusivu", changed=date(2023, 1, 1))
    new = wording(B, BASE.format(9), title="Loppusivu", changed=date(2024, 1, 1))
    linking = replace(old, extracted=replace(old.extracted, canonical=B))
    assert list(by_url(settle([linking, new]))) == [B]
    assert set(by_url(settle([old, new]))) == {A, B}


def test_another_publishers_page_is_never_superseded_nor_supersedes() -> None:
    settled = settle(
        [wording(A, BASE.format(5)), wording("https://lehti.fi/a", BASE.format(9), changed=date(2026, 1, 1))]
    )
    assert len(by_url(settled)) == 2
    assert settled.unsure == ()


# ---- former wordings of one address


def test_a_former_wording_is_kept_under_the_day_on_which_it_was_last_seen() -> None:
    settled = settle([former(A, BASE.format(5), 90, 30), wording(A, BASE.format(9))])
    old, new = sorted(settled.documents, key=lambda document: document.current)
    assert old.superseded_by == new.subject
    assert re.fullmatch(rf"{new.subject}-2026-10-25-[0-9a-f]{{6}}", old.subject)
    assert (old.checked, new.checked) == (date(2026, 10, 25), date(2026, 11, 24))
    assert "Mukana on 5 hankintayksikköä." in old.text


@pytest.mark.parametrize(
    "text",
    [
        BASE.format(9).replace(" ", "  "),
        BASE.format(9) + "\nPäivitetty 1.2.2024\n",
        BASE.format(9).replace("vaikutuksia", "vaikutuskia"),
    ],
)
def test_spaces_stamps_and_typing_errors_make_no_former_wording(text: str) -> None:
    [document] = settle([former(A, text, 90, 30), wording(A, BASE.format(9))]).documents
    assert document.current


def test_a_wording_that_came_back_is_not_kept_as_a_former_one() -> None:
    before = [former(A, BASE.format(number), 90 - 10 * at, 85 - 10 * at) for at, number in enumerate([9, 5, 5, 9, 7])]
    settled = settle([*before, wording(A, BASE.format(9))])
    kept = {re.findall(r"\d+", document.text)[0] for document in settled.documents if not document.current}
    assert kept == {"5", "7"}


def test_two_wordings_of_one_day_have_two_ids() -> None:
    before = [former(A, BASE.format(number), 30, 30) for number in (3, 5)]
    assert len({document.id for document in settle([*before, wording(A, BASE.format(9))]).documents}) == 3


def test_what_moved_to_another_address_is_not_kept_where_it_was() -> None:
    settled = settle(
        [former(A, BASE.format(5), 90, 30), wording(A, "Sivu on muuttanut muualle.\n"), wording(B, BASE.format(5))]
    )
    assert all(document.current for document in settled.documents)


def test_of_a_page_with_a_counter_the_newest_former_wordings_are_kept_and_no_other_address_loses_its_own() -> None:
    counted = [former(A, BASE.format(number), 90 - number, 90 - number) for number in range(20)]
    other = [former(B, "Sivu kertoo aivan muusta asiasta.\n", 90, 80), wording(B, "Sivu kertoo jo jostakin muusta.\n")]
    settled = settle([*counted, wording(A, BASE.format(20)), *other])
    kept = [document for document in settled.documents if not document.current and document.url == A]
    assert sorted(document.checked for document in kept) == [
        (NIGHT - timedelta(days=90 - number)).date() for number in range(20 - FORMER_KEPT, 20)
    ]
    assert [document.url for document in settled.documents if not document.current and document.url != A] == [B]


def test_the_former_wording_of_an_alias_is_kept_once() -> None:
    texts = [former(url, BASE.format(5), 90, 30) for url in (A, B)]
    settled = settle([*texts, wording(A, BASE.format(9)), wording(B, BASE.format(9))])
    assert sorted(document.current for document in settled.documents) == [False, True]
    assert settled.alias_of == {B: A}


def test_a_change_that_was_seen_tells_that_a_page_is_newer() -> None:
    settled = settle([
        former(A, BASE.format(5), 90, 3),
        replace(wording(A, BASE.format(9)), first_seen=NIGHT - timedelta(days=2)),
        wording(B, BASE.format(7), changed=date(2025, 1, 1)),
    ])  # fmt: skip
    assert list(by_url(settled)) == [A]


# ---- identity, titles, what is left out


def test_a_subject_outlives_a_new_title_and_a_new_text() -> None:
    first = settle([wording(A, BASE.format(5), title="Vanha nimi")]).documents[0]
    second = settle([wording(A, "Aivan uusi teksti tällä sivulla.\n", title="Uusi nimi")]).documents[0]
    assert first.id == second.id


def test_a_title_that_a_site_gives_to_many_pages_makes_way_for_the_heading() -> None:
    texts = [
        "Vantaa liittyi sopimukseen.",
        "Turku palkittiin työstään.",
        "Uusi opas ilmestyi tänään.",
        "Haku alkaa keväällä.",
    ]
    pages = [
        wording(f"https://x.fi/{n}", f"## {text}\n\n{text * 3}\n", title="Uutinen") for n, text in enumerate(texts)
    ]
    assert sorted(document.title for document in settle(pages).documents) == sorted(texts)
    assert {document.title for document in settle(pages[:3]).documents} == {"Uutinen"}


def test_what_says_nothing_or_in_another_language_is_left_out_by_name() -> None:
    settled = settle(
        [wording(A, "## Otsikko vain tässä\n"), wording(B, "Dies ist ein deutscher Satz.\n", language=None)]
    )
    assert settled.documents == ()
    assert settled.left_out == {A: Reason.EMPTY, B: Reason.OTHER_LANGUAGE}


def test_nothing_read_gives_nothing() -> None:
    assert settle([]) == Settled((), {}, (), {})


# ---- whatever comes

_URLS = st.sampled_from([
    A, B, f"{A}/", "http://www.example.fi/a", "https://example.fi/sv/a", "https://muu.fi/a", LANDING_2020.url, STAGING,
])  # fmt: skip
_TEXTS = st.sampled_from([
    BASE.format(5), BASE.format(9), BASE.format(9).replace(" ", "  "), BASE.format(7).replace("Sopimus on", "Se on"),
    "Aivan muuta asiaa tässä kerrotaan.\n", LANDING_2020.extracted.text, LANDING_2022.extracted.text, "Lyhyt.\n",
])  # fmt: skip


@st.composite
def _read(draw: st.DrawFn) -> list[Wording]:
    """What a run may have read: for each address one wording that it has now, and some that it had."""
    found = []
    for url in draw(st.lists(_URLS, unique=True, max_size=6)):
        for number in range(draw(st.integers(1, 3))):
            first, last = sorted(draw(st.tuples(st.integers(0, 40), st.integers(0, 40))), reverse=True)
            of = wording(
                url, draw(_TEXTS), title=draw(st.sampled_from(["Sivu", "Toinen sivu"])), latest=number == 0,
                deal=draw(st.sampled_from(["general", "waste-oil"])),
                kind=draw(st.sampled_from([Kind.PAGE, Kind.NEWS])),
                changed=draw(st.sampled_from([None, date(2022, 1, 1), date(2024, 1, 1)])), official=draw(st.booleans()),
                seen=(NIGHT - timedelta(days=first), NIGHT - timedelta(days=0 if number == 0 else last)),
            )  # fmt: skip
            found.append(of)
    return found


@given(_read(), st.randoms())
def test_any_order_gives_the_same(read: list[Wording], random: object) -> None:
    shuffled = list(read)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert settle(shuffled) == settle(read)


@given(_read())
def test_no_text_that_is_said_now_is_lost(read: list[Wording]) -> None:
    settled = settle(read)
    sources = {document.url for document in settled.documents}
    now = {of.url for of in read if of.latest}
    assert now - set(settled.left_out) <= sources | set(settled.alias_of)
    assert set(settled.alias_of.values()) <= sources
    assert {alias for document in settled.documents for alias in document.aliases} == set(settled.alias_of)


@given(_read())
def test_ids_are_unique_and_what_is_superseded_names_a_document_that_stands(read: Sequence[Wording]) -> None:
    documents = settle(read).documents
    standing = {document.subject for document in documents if document.current}
    assert len({document.id for document in documents}) == len(documents)
    assert {document.superseded_by for document in documents if not document.current} <= standing


# ---- what it is for


def test_a_question_about_the_old_duty_finds_the_older_wording_which_is_called_so(tmp_path: Path) -> None:
    settled = settle([LANDING_2019, LANDING_2020, LANDING_2022])
    passages = [passage for document in settled.documents for passage in split(document)]
    sync(tmp_path, settled.documents, passages, load_embedder("static"), fingerprint())
    assistant = build_assistant(Settings(data_dir=tmp_path))
    nearest = assistant.search("Onko pilotti vielä pakollinen?", k=1)[0].passage
    assert ("Pilotti on pakollinen" in nearest.text, nearest.current) == (True, False)
    answer = assistant.ask("Pitääkö hankintayksikön toteuttaa hankintakohteen toimintamalli vuosina 2018–2020?")
    assert {citation.passage.current for citation in answer.citations} == {False}
    assert any("2018–2020" in citation.quote for citation in answer.citations)
    assert answer.notices == ("Uudempi teksti on korvannut tekstin ”Hankintojen Green Deal -sopimukset”.",)
