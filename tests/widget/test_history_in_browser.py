"""The conversation stays in the tab and can be wiped."""

import threading

from playwright.sync_api import expect

from tests.widget.browsing import GOALS, IN_BROWSER, Open, ask, open_panel, said
from tests.widget.site import Reply, Site, answer

pytestmark = IN_BROWSER


def test_the_conversation_lasts_over_pages_of_the_tab_and_can_be_wiped(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    city.replies = [Reply(GOALS), Reply(GOALS)]
    expect(ask(page, "Kept?")).to_contain_text("by 2030")
    page.reload()
    expect(page.locator("article")).to_contain_text("Kept?")
    expect(page.locator("article")).to_contain_text("by 2030")
    assert page.evaluate("document.activeElement === document.body")  # it was open, but nobody asked to go there
    expect(ask(page, "And then?")).to_contain_text("by 2030")
    assert len(city.asked[1]["history"]) == 2
    page.get_by_role("button", name="Start over").click()
    expect(page.locator("article")).to_have_count(0)
    expect(page.locator("#field")).to_be_focused()
    expect(said(page)).to_contain_text("cleared")
    assert "Kept?" not in page.evaluate("JSON.stringify({ ...sessionStorage })")
    page.reload()
    expect(page.locator("#notice")).to_be_visible()
    assert page.evaluate("localStorage.length + document.cookie.length") == 0


def test_a_page_that_is_left_in_the_middle_of_an_answer_keeps_what_came(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    gate = threading.Event()
    city.replies = [Reply(GOALS, before=4, gate=gate), Reply(GOALS)]
    expect(ask(page)).to_contain_text("fossil-free")
    page.reload()
    gate.set()
    turn = page.locator("article")
    expect(turn).to_contain_text("The connection to the service was lost.")
    turn.get_by_role("button", name="Try again").click()
    expect(turn).to_contain_text("by 2030")


def test_it_works_where_the_browser_keeps_nothing(visit: Open, city: Site) -> None:
    page = visit()
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('forbidden'); } })")
    page.reload()
    open_panel(page)
    city.replies = [Reply(GOALS)]
    expect(ask(page)).to_contain_text("by 2030")


def test_starting_over_while_an_answer_comes_leaves_nothing_behind(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    gate = threading.Event()
    city.replies = [Reply(GOALS, before=4, gate=gate), Reply(answer("Fresh."))]
    expect(ask(page)).to_contain_text("fossil-free")
    page.get_by_role("button", name="Start over").click()
    gate.set()
    expect(page.locator("article")).to_have_count(0)
    expect(ask(page, "New")).to_contain_text("Fresh.")
    assert city.asked[1]["history"] == []
