"""A plain yes or no is said where a passage's first sentence says it outright, and nowhere else."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering import Assistant
from assistant.verdict import verdict
from corpus.types import Kind, Language, Passage, SourcePage, Statement

PAGE = SourcePage("https://example.org", "page", date(2026, 11, 24))


def passage(text: str, language: Language) -> Passage:
    return Passage(
        id="p", document_id="d", number=0, subject="s", deal="daycare-chemicals", language=language, kind=Kind.SUMMARY,
        title="t", section=("h",), statements=(Statement(text, "sentence", (PAGE,)),), published=None,
        checked=date(2026, 11, 24), valid_until=None, current=True, official=False,
    )  # fmt: skip


def said(assistant: Assistant, language: Language, question: str, text: str) -> str | None:
    return verdict(assistant.understand(question, (), language), passage(text, language))


@pytest.mark.parametrize(
    ("language", "question", "text", "told"),
    [
        ("en", "Did the City of Oulu sign the daycare deal?", "The City of Oulu did not sign the daycare deal.", "no"),
        ("en", "Does the daycare deal limit formaldehyde?", "The daycare deal limits formaldehyde in toys.", "yes"),
        ("fi", "Rajoittaako päiväkotisopimus formaldehydiä?", "Päiväkotisopimus rajoittaa formaldehydiä.", "yes"),
        ("fi", "Voiko green deal estää uuden lain?", "Green deal ei voi estää uutta lakia.", "no"),
        ("sv", "Begränsar daghemsavtalet formaldehyd?", "Daghemsavtalet begränsar formaldehyd i leksaker.", "yes"),
        ("sv", "Kan en green deal stoppa en ny lag?", "En green deal kan inte stoppa en ny lag.", "no"),
    ],
)
def test_a_sentence_that_says_so_itself_gives_a_verdict(
    assistant: Assistant, language: Language, question: str, text: str, told: str
) -> None:
    assert said(assistant, language, question, text) == told


@pytest.mark.parametrize(
    ("language", "question", "text"),
    [
        ("en", "Is a green deal mandatory for cities?", "A green deal is voluntary for cities."),  # no word of its own
        ("en", "Does the daycare deal limit formaldehyde?", "The daycare deal limits formaldehyde only in toys."),
        ("en", "Does the daycare deal limit formaldehyde?", "The goal of the daycare deal is to limit formaldehyde."),
        ("en", "Must dust be reduced at the site?", "Reducing dust at the site is recommended."),
        ("en", "Were sites fossil-free in 2025?", "Sites were fossil-free in 2030."),
        ("en", "Is the daycare deal still in force?", "The daycare deal was in force."),
        ("en", "Does the deal not limit formaldehyde?", "The deal limits formaldehyde."),
        ("en", "Did Turku or Oulu sign the deal?", "Turku signed the deal, Oulu did not."),
        ("en", "Has Oulu joined the sites deal?", "The material does not say that Oulu has joined the sites deal."),
        ("fi", "Onko tekonurmesta green deal?", "Tekonurmea koskevaa green dealia ei löydy aineistosta."),
        ("fi", "Saavutettiinko välitavoitteet?", "Välitavoitteet saavutettiin lähes kokonaan."),
        # only words that every text of the field has
        (
            "fi",
            "Onko tekonurmesta green deal -sopimusta?",
            "Green deal -sopimusta ei tehdä yksittäisen yrityksen kanssa.",
        ),
        ("sv", "Är Kommunförbundet medlem i KEINO?", "Kommunförbundet var medlem i KEINO tills 2022."),
        ("sv", "Var publiceras avtalen?", "Avtalen publiceras i tjänsten."),
    ],
)
def test_what_does_not_say_so_outright_gives_none(
    assistant: Assistant, language: Language, question: str, text: str
) -> None:
    assert said(assistant, language, question, text) is None


def test_a_sentence_of_another_language_gives_none(assistant: Assistant) -> None:
    asked = assistant.understand("Does the daycare deal limit formaldehyde?", (), "en")
    assert verdict(asked, passage("Päiväkotisopimus rajoittaa formaldehydiä.", "fi")) is None


def test_a_lead_gives_none(assistant: Assistant) -> None:
    asked = assistant.understand("Does the daycare deal limit formaldehyde?", (), "en")
    found = passage("The daycare deal limits formaldehyde in these:", "en")
    led = replace(found, statements=(replace(found.statements[0], kind="lead"),))
    assert verdict(asked, led) is None


def test_a_passage_of_another_deal_gives_none(assistant: Assistant) -> None:
    """Who signed the sites deal has not thereby signed the daycare deal."""
    asked = assistant.understand("Did Espoo sign the daycare deal?", (), "en")
    found = passage("Espoo signed the deal.", "en")
    assert verdict(asked, found) == "yes"
    assert verdict(asked, replace(found, deal="emission-free-sites")) is None


def test_a_wording_that_a_newer_one_replaced_gives_none(assistant: Assistant) -> None:
    question = assistant.understand("Voiko green deal estää uuden lain?", (), "fi")
    replaced = replace(passage("Green deal ei voi estää uutta lakia.", "fi"), current=False)
    assert verdict(question, replaced) is None
