"""The deals are complete in three languages and cite pages we know."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from corpus.deals import Deal, DealsError, read_deals
from corpus.types import LANGUAGES
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def deals() -> dict[str, Deal]:
    return read_deals()


def test_the_two_procurement_deals_have_their_dates(deals: dict[str, Deal]) -> None:
    sites, daycare = deals["emission-free-sites"], deals["daycare-chemicals"]
    assert (sites.signed, sites.valid_until) == (date(2020, 9, 9), date(2030, 12, 31))
    assert (daycare.signed, daycare.valid_until) == (date(2020, 11, 4), date(2025, 12, 31))
    assert [deal.id for deal in deals.values() if deal.procurement] == [sites.id, daycare.id]


def test_a_deal_is_in_force_until_the_last_day_of_its_term(deals: dict[str, Deal]) -> None:
    daycare = deals["daycare-chemicals"]
    assert daycare.in_force(date(2025, 12, 31))
    assert not daycare.in_force(date(2026, 1, 1))
    assert not daycare.in_force(date(2020, 11, 3))


def test_every_text_of_a_deal_is_there_in_the_three_languages(deals: dict[str, Deal]) -> None:
    for deal in deals.values():
        texts = [deal.names, deal.short, *(p.name for p in deal.parties), *(m.text for m in deal.milestones)]
        texts += [party.joined_text for party in deal.parties if party.joined_text]
        assert all(set(text) == set(LANGUAGES) and all(text.values()) for text in texts), deal.id


def test_every_party_and_milestone_cites_a_known_page(deals: dict[str, Deal]) -> None:
    table = tomllib.loads((ROOT / "corpus" / "sources.toml").read_text(encoding="utf-8"))
    known = {source["url"] for source in table["source"]}
    cited = {party.source_url for deal in deals.values() for party in deal.parties}
    cited |= {milestone.source_url for deal in deals.values() for milestone in deal.milestones}
    assert cited <= known


def test_an_alias_means_one_deal(deals: dict[str, Deal]) -> None:
    seen: dict[str, str] = {}
    for deal in deals.values():
        for alias in {alias for language in LANGUAGES for alias in deal.aliases[language]}:
            assert seen.setdefault(alias, deal.id) == deal.id, alias


def test_a_file_in_the_wrong_form_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "deals.toml").write_text('[[deal]]\nid = "x"\n', encoding="utf-8")
    with pytest.raises(DealsError, match=r"deals\.toml"):
        read_deals(tmp_path / "deals.toml")
