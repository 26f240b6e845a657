"""Opening, closing, places, the keyboard, and what the page hears."""

import pytest
from playwright.sync_api import expect

from tests.widget.browsing import BODY, GOALS, IN_BROWSER, Open, ask, faults, open_panel
from tests.widget.site import Reply, Site

pytestmark = IN_BROWSER


def test_the_keyboard_is_enough_for_a_whole_conversation(visit: Open, city: Site) -> None:
    page = visit()
    city.replies = [Reply(GOALS), Reply(status=500), Reply(GOALS)]
    page.keyboard.press("Tab")
    expect(page.locator(".launcher")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#field")).to_be_focused()
    page.keyboard.type("First")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("line two")
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_contain_text("by 2030")
    assert city.asked[0]["question"] == "First\nline two"
    page.keyboard.type("Second")
    page.keyboard.press("Tab")
    expect(page.locator("[part=send]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("article").last).to_contain_text("fault")
    expect(page.locator("#field")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Try again")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("article").last).to_contain_text("by 2030")
    expect(page.locator("article").last.locator("h3")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()
    expect(page.locator(".launcher")).to_be_focused()


def test_the_page_beside_an_open_panel_can_be_used(visit: Open) -> None:
    page = open_panel(visit(body="<a href='#x'>Linkki</a>" + BODY))
    page.locator("a", has_text="Linkki").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_visible()  # Escape outside is the page's own


def test_on_a_phone_the_panel_covers_all_and_keeps_the_focus(visit: Open, city: Site) -> None:
    page = open_panel(visit(width=375, height=700, body="<a href='#x'>Linkki</a>" + BODY))
    box = page.locator(".panel").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 375, "height": 700}
    expect(page.locator("[part=title]")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement?.textContent !== 'Linkki'")
    city.replies = [Reply(GOALS)]
    expect(ask(page)).to_contain_text("by 2030")
    expect(page.locator("article h3")).to_be_focused()
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".launcher")).to_be_focused()


def test_turning_or_zooming_keeps_the_place(visit: Open) -> None:
    page = open_panel(visit())
    page.locator("#field").fill("half a question")
    page.set_viewport_size({"width": 375, "height": 700})
    expect(page.locator(".panel")).to_have_attribute("aria-modal", "true")
    expect(page.locator("#field")).to_be_focused()
    expect(page.locator("#field")).to_have_value("half a question")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".panel")).to_have_attribute("aria-modal", "false")


def test_a_panel_that_is_to_be_open_takes_no_focus_and_covers_no_phone(visit: Open) -> None:
    page = visit("open")
    expect(page.locator(".panel")).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")
    expect(visit("open", width=375).locator(".panel")).to_be_hidden()


@pytest.mark.parametrize(("position", "side"), [("bottom-right", "right"), ("bottom-left", "left")])
def test_it_stands_where_the_site_wants_it(visit: Open, position: str, side: str) -> None:
    page = visit(f'position="{position}"')
    for part in (".launcher", ".panel"):
        box = page.locator(part).bounding_box()
        assert box
        assert (box["x"] < 640) == (side == "left")
        if part == ".launcher":
            open_panel(page)


def test_inline_it_is_a_part_of_the_page(visit: Open, city: Site) -> None:
    page = visit('position="inline"')
    expect(page.locator(".launcher")).to_have_count(0)
    expect(page.get_by_role("region", name="Ask about Finland's procurement green deals")).to_be_visible()
    city.replies = [Reply(GOALS)]
    expect(ask(page)).to_contain_text("by 2030")
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_visible()


def test_attributes_can_change_at_any_time(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    city.replies = [Reply(GOALS)]
    expect(ask(page)).to_contain_text("by 2030")
    page.locator("#field").fill("draft")
    widget = page.locator("green-deal-chat")
    widget.evaluate("(node) => { node.title = 'Kysy meiltä'; node.setAttribute('language', 'sv'); }")
    expect(page.locator("[part=title]")).to_have_text("Kysy meiltä")
    expect(page.locator("[part=send]")).to_have_text("Skicka")
    expect(page.locator("#field")).to_have_value("draft")
    expect(page.locator("article")).to_contain_text("by 2030")
    widget.evaluate("(node) => node.removeAttribute('open')")
    expect(page.locator(".panel")).to_be_hidden()
    widget.evaluate("(node) => node.setAttribute('position', 'inline')")
    expect(page.locator("section.panel")).to_be_visible()


def test_the_page_hears_what_happens_and_nothing_personal(visit: Open, city: Site) -> None:
    page = visit()
    page.evaluate(
        """() => { window.heard = []; for (const name of ["gd-open", "gd-ask", "gd-answer", "gd-error", "gd-close"])
        document.addEventListener(name, ({ detail }) => window.heard.push([name, detail])); }"""
    )
    open_panel(page)
    city.replies = [Reply(GOALS), Reply(status=500)]
    expect(ask(page, "A secret")).to_contain_text("by 2030")
    expect(ask(page, "A secret")).to_contain_text("fault")
    page.keyboard.press("Escape")
    heard = page.evaluate("window.heard")
    assert [name for name, _ in heard] == ["gd-open", "gd-ask", "gd-answer", "gd-ask", "gd-error", "gd-close"]
    assert heard[2][1] == {"id": "0f1c", "status": "answered", "language": "en", "deals": ["emission-free-sites"]}
    assert heard[4][1] == {"kind": "server"}
    assert "secret" not in str(heard)


def test_escape_closes_what_is_open_inside_before_the_panel(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    city.replies = [Reply(GOALS)]
    number = ask(page).get_by_role("button", name="[1]").first
    number.click()
    expect(page.locator("[part=source]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[part=source]")).to_have_count(0)
    expect(number).to_be_focused()
    menu = page.locator("[part=saving]")
    menu.locator("summary").click()
    expect(menu.get_by_role("button", name="Print")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(menu.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.locator(".panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()


def test_a_panel_that_the_user_has_closed_stays_closed_on_the_next_page(visit: Open) -> None:
    page = visit("open")
    page.locator("#field").focus()
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator(".launcher")).to_be_visible()
    expect(page.locator(".panel")).to_be_hidden()
    assert page.locator("green-deal-chat").get_attribute("open") is None


def test_a_site_that_closes_the_panel_loses_nobody_s_focus(visit: Open) -> None:
    page = open_panel(visit(body="<a href='#x'>Linkki</a>" + BODY))
    page.locator("green-deal-chat").evaluate("(node) => node.close()")
    expect(page.locator(".launcher")).to_be_focused()
    open_panel(page)
    page.locator("a", has_text="Linkki").focus()
    page.locator("green-deal-chat").evaluate("(node) => node.close()")
    expect(page.locator("a", has_text="Linkki")).to_be_focused()
