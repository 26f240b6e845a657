"""Colours, themes, sizes, roles: usable by everyone, and apart from the page."""

import re
import threading
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.widget.browsing import GOALS, IN_BROWSER, LANGUAGES, Open, ask, faults, fits, open_panel
from tests.widget.site import Reply, Site, answer

pytestmark = IN_BROWSER


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("color", ["#ffcc00", "#7a1fa2", "hsl(200 100% 50%)", "oklch(60% 0.2 30)", "white", "#777777"])
def test_any_colour_of_the_site_stays_readable(visit: Open, color: str, theme: str) -> None:
    page = open_panel(visit(f'color="{color}" theme="{theme}"'))
    results = Axe().run(page, options={"runOnly": ["color-contrast"]})
    assert results.response["violations"] == []


def test_a_colour_that_is_none_changes_nothing(visit: Open) -> None:
    page = visit('color="red; } * { display: none"')
    shown = page.locator(".launcher").evaluate("(node) => getComputedStyle(node).backgroundColor")
    assert shown == "rgb(27, 97, 69)"


def test_the_page_s_styles_stay_out_and_its_own_is_not_touched(visit: Open) -> None:
    page = open_panel(visit())
    before = page.locator("h1").evaluate("(node) => JSON.stringify({ ...getComputedStyle(node) })")
    looks = "[s.fontSize, s.color, s.letterSpacing, s.textTransform, s.display]"
    measure = f"(node) => {{ const s = getComputedStyle(node); return {looks}; }}"
    plain = page.locator("[part=send]").evaluate(measure)
    page.evaluate(
        """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(`html { font-size: 40px; }
        * { color: red !important; letter-spacing: 1em; text-transform: uppercase; font-size: 30px; }
        button { display: none; }`); document.adoptedStyleSheets = [sheet]; }"""
    )
    assert page.locator("[part=send]").evaluate(measure) == plain
    page.evaluate("document.adoptedStyleSheets = []")
    page.locator("green-deal-chat").evaluate("(node) => node.remove()")
    assert page.locator("h1").evaluate("(node) => JSON.stringify({ ...getComputedStyle(node) })") == before


LOOKS: dict[str, dict[str, Any]] = {
    "desktop": {},
    "phone": {"width": 375, "height": 700},
    "narrow": {"width": 320, "height": 640},
    "zoomed": {"width": 320, "height": 256},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "inline": {"attributes": 'position="inline"'},
    "inline-zoomed": {"attributes": 'position="inline"', "width": 320, "height": 256},
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_is_accessible_and_fits(visit: Open, city: Site, language: str, look: str) -> None:
    page = visit(**LOOKS[look], lang=language)
    assert faults(page) == []
    if "inline" not in look:
        open_panel(page)
    assert faults(page) == []
    assert fits(page)
    gate = threading.Event()
    city.replies = [Reply(GOALS, before=4, gate=gate), Reply(GOALS, before=4, cut=True)]
    turn = ask(page)
    expect(turn).to_contain_text("fossil-free")
    assert faults(page) == []
    gate.set()
    expect(turn).to_contain_text("by 2030")
    assert faults(page) == []
    expect(ask(page, "x" * 400)).to_contain_text("fossil-free")
    expect(page.locator(".warning")).to_be_in_viewport()
    assert faults(page) == []
    assert fits(page)


@pytest.mark.parametrize("look", ["desktop", "narrow", "zoomed"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_saving_menu_lies_within_the_panel(visit: Open, city: Site, language: str, look: str) -> None:
    """However long its name is in a language; else the panel is moved aside by the choice that has the focus."""
    page = open_panel(visit(**LOOKS[look], lang=language))
    city.replies = [Reply(GOALS)]
    expect(ask(page)).to_contain_text("fossil-free")
    page.locator(".saving summary").click()
    page.keyboard.press("Tab")
    assert fits(page)
    assert page.locator(".panel").evaluate("(panel) => panel.scrollLeft") == 0
    assert faults(page) == []


def test_the_saving_menu_folds_when_one_goes_on(visit: Open, city: Site) -> None:
    """A choice is made, or the focus goes elsewhere: it lies over the answer."""
    page = open_panel(visit())
    city.replies = [Reply(GOALS)]
    expect(ask(page)).to_contain_text("fossil-free")
    name, choice = page.locator(".saving summary"), page.get_by_role("button", name="Save as text")
    name.click()
    with page.expect_download():
        choice.click()
    expect(choice).not_to_be_visible()
    expect(name).to_be_focused()
    name.click()
    page.locator("#field").click()
    expect(choice).not_to_be_visible()


def test_no_line_ends_after_the_hyphen_of_a_finnish_deal(visit: Open, city: Site) -> None:
    """In a question, a notice and a suggestion as in the sentences of an answer."""
    name = "Päästöttömät työmaat -sopimus"
    city.replies = [Reply(answer("Se on sopimus.", language="fi", notices=[name], suggestions=[f"Mikä on {name}?"]))]
    turn = ask(open_panel(visit(lang="fi")), f"Onko {name} voimassa?")
    kept = turn.locator(".question .whole, .notice .whole, .suggestions .whole")
    expect(kept).to_have_text(["-sopimus"] * 3)


def test_every_target_is_large_enough(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    city.replies = [Reply(status=500)]
    expect(ask(page)).to_contain_text("fault")
    for target in page.locator(".panel :is(button, select, summary, textarea):visible").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24, target.evaluate("(node) => node.outerHTML")


def test_with_less_motion_nothing_moves(visit: Open, city: Site) -> None:
    page = open_panel(visit(reduced_motion="reduce"))
    gate = threading.Event()
    city.replies = [Reply(GOALS, before=1, gate=gate)]
    ask(page)
    assert page.evaluate("document.getAnimations({ subtree: true }).length") == 0
    gate.set()
    expect(page.locator("article")).to_contain_text("by 2030")


def test_names_and_roles_are_those_of_a_chat(visit: Open, city: Site) -> None:
    page = visit()
    expect(page.get_by_role("button", name="Ask about green deals")).to_have_attribute("aria-haspopup", "dialog")
    open_panel(page)
    city.replies = [Reply(GOALS)]
    expect(ask(page)).to_contain_text("by 2030")
    dialog = page.get_by_role("dialog", name="Ask about Finland's procurement green deals")
    tree = dialog.aria_snapshot()
    for line in (
        'heading "Ask about Finland\'s procurement green deals" [level=2]',
        'button "Close"',
        'button "English" [pressed]',
        'log "Conversation"',
        'heading "Your question: What are the goals?" [level=3]',
        'combobox "Agreement"',
        'textbox "Your question"',
        'button "Send"',
        "contentinfo",
        "status",
    ):
        assert line in tree, tree
    expect(dialog.get_by_role("log")).to_have_attribute("aria-live", "off")
    assert re.search(r"- status: .*fossil-free", tree)


def test_a_site_can_set_the_colour_and_the_corners_in_its_styles(visit: Open) -> None:
    page = visit('theme="light"')
    page.evaluate(
        """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(`green-deal-chat { --gd-color: #ffcc00;
        --gd-radius: 0; } green-deal-chat::part(launcher) { text-transform: uppercase; }`);
        document.adoptedStyleSheets = [sheet]; document.querySelector("green-deal-chat").title = "Kysy"; }"""
    )
    launcher = page.locator(".launcher")
    looks = "(node) => { const s = getComputedStyle(node); return [s.backgroundColor, s.color, s.textTransform]; }"
    assert launcher.evaluate(looks) == ["rgb(255, 204, 0)", "rgb(0, 0, 0)", "uppercase"]
    open_panel(page)
    assert faults(page) == []
