"""What is to be known before the first message, and whom to ask."""

import pytest
from playwright.sync_api import expect

from tests.widget.browsing import GOALS, IN_BROWSER, LANGUAGES, Open, ask, open_panel
from tests.widget.site import Reply, Site

pytestmark = IN_BROWSER


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_first_message_all_that_is_to_be_known_is_said(visit: Open, language: str) -> None:
    page = open_panel(visit(lang=language))
    words = {
        "fi": ["automaattinen palvelu", "ei päätös", "henkilötietoja", "365 päivää", "välilehteen"],
        "sv": ["automatisk tjänst", "inte ett beslut", "personuppgifter", "365 dagar", "fliken"],
        "en": ["automatic service", "not a decision", "personal data", "365 days", "browser tab"],
    }
    for each in [*words[language], "palvelu@hankintakeino.fi"]:
        expect(page.locator("#notice")).to_contain_text(each)
    described = page.locator("#field").get_attribute("aria-describedby") or ""
    assert "notice" in described.split()
    footer = page.locator("[part=footer]")
    expect(footer.locator("a[href='mailto:palvelu@hankintakeino.fi']")).to_be_in_viewport()
    expect(footer.locator("a[href='https://example.fi/saavutettavuus']")).to_be_in_viewport()
    expect(footer.locator("a[href='https://example.fi/tietosuoja']")).to_be_in_viewport()


def test_after_the_first_message_it_is_folded_and_the_contact_stays(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    city.replies = [Reply(GOALS)]
    expect(ask(page)).to_contain_text("by 2030")
    expect(page.locator("details[part=notice]")).to_have_count(1)
    expect(page.locator("[part=footer] a[href^=mailto]")).to_be_in_viewport()


def test_the_site_can_name_its_own_contact(visit: Open) -> None:
    page = open_panel(visit('contact="Esimerkkilän hankinnat, hankinnat@esimerkkila.example"'))
    expect(page.locator("#notice")).to_contain_text("Esimerkkilän hankinnat, hankinnat@esimerkkila.example")
    expect(page.locator("[part=footer]")).to_contain_text("hankinnat@esimerkkila.example")
