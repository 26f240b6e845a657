"""Three languages, the page's own first."""

import threading

from playwright.sync_api import expect

from tests.widget.browsing import GOALS, IN_BROWSER, Open, ask, open_panel
from tests.widget.site import Reply, Site

pytestmark = IN_BROWSER


def test_the_language_is_the_page_s_and_can_be_switched_within(visit: Open) -> None:
    page = open_panel(visit(lang="sv-FI"))
    expect(page.locator("[part=send]")).to_have_text("Skicka")
    expect(page.locator(".root")).to_have_attribute("lang", "sv")
    page.get_by_role("button", name="Suomi").click()
    expect(page.locator("[part=send]")).to_have_text("Lähetä")
    expect(page.get_by_role("button", name="Suomi")).to_be_focused()
    page.reload()
    expect(page.locator("[part=send]")).to_have_text("Lähetä")


def test_a_switch_of_language_does_not_stop_an_answer(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    gate = threading.Event()
    city.replies = [Reply(GOALS, before=4, gate=gate)]
    expect(ask(page)).to_contain_text("fossil-free")
    page.get_by_role("button", name="Suomi").click()
    turn = page.locator("article")
    expect(turn).to_contain_text("fossil-free")
    gate.set()
    expect(turn).to_contain_text("by 2030")
    expect(turn.locator("h3 [lang=en]")).to_have_text("What are the goals?")


def test_it_follows_the_page_when_that_changes_its_language(visit: Open) -> None:
    page = open_panel(visit(lang="fi"))
    page.evaluate("document.documentElement.lang = 'en'")
    expect(page.locator("[part=send]")).to_have_text("Send")
    near = visit(lang="fi", body="<div lang='sv'><green-deal-chat {}></green-deal-chat></div>")
    expect(near.locator(".launcher")).to_contain_text("Fråga")
