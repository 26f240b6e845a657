"""The widget in a real browser on a site with a strict policy: talking, failing, opening, languages, colours."""

import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.widget.site import DAYCARE, STARTERS, Reply, Site, answer, site

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
BODY = "<main><h1>Hankinnat</h1><p>Esimerkkilän hankinnat.</p></main><green-deal-chat {}></green-deal-chat>"
GOALS = answer("The sites are fossil-free by 2025.", "Half of the machines run on electricity by 2030.")
LANGUAGES = ["fi", "sv", "en"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and "CI" not in os.environ,
        reason="Chromium is missing: apt-get install --no-install-recommends chromium",
    ),
]

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def city() -> Iterator[Site]:
    with site() as made:
        yield made


@pytest.fixture
def visit(browser: Browser, city: Site) -> Iterator[Open]:
    """Open a page of the site. None may break its policy, throw, or ask anyone else for anything."""
    contexts = []
    complaints: list[str] = []

    def open_page(
        attributes: str = "", *, lang: str = "en", width: int = 1280, height: int = 800, body: str = BODY, **more: Any
    ) -> Page:
        made = browser.new_context(viewport={"width": width, "height": height}, locale="fi-FI", **more)
        contexts.append(made)
        page = made.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        page.on("request", lambda sent: None if sent.url.startswith(city.address) else complaints.append(sent.url))
        page.goto(city.page(body.format(attributes), lang=lang))
        page.wait_for_function("() => document.querySelector('green-deal-chat').shadowRoot?.querySelector('.panel')")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def ask(page: Page, question: str = "What are the goals?") -> Locator:
    """Ask, and give the turn."""
    page.locator("#field").fill(question)
    page.keyboard.press("Enter")
    return page.locator("article").last


def open_panel(page: Page) -> Page:
    page.locator(".launcher").click()
    expect(page.locator(".panel")).to_be_visible()
    return page


def said(page: Page) -> Locator:
    return page.locator("[role=status]")


def faults(page: Page) -> list[str]:
    results = Axe().run(page)
    return [f"{fault['id']}: {fault['help']}: {fault['nodes'][0]['html']}" for fault in results.response["violations"]]


def fits(page: Page) -> bool:
    root = "document.querySelector('green-deal-chat').shadowRoot"
    parts = f"[...{root}.querySelectorAll('.panel, .log, .form, .footer'), document.documentElement]"
    return bool(page.evaluate(f"{parts}.every((part) => part.scrollWidth <= part.clientWidth)"))


# --- Talking ---


def test_an_answer_comes_sentence_by_sentence_and_is_announced_once(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    gate = threading.Event()
    city.replies = [Reply(GOALS, before=4, gate=gate)]
    page.evaluate(
        """() => { window.heard = []; new MutationObserver((all) => { for (const { target } of all)
        if (target.textContent) window.heard.push(target.textContent); }).observe(
        document.querySelector("green-deal-chat").shadowRoot.querySelector("[role=status]"), { childList: true }); }"""
    )
    turn = ask(page)
    expect(turn).to_contain_text("fossil-free by 2025")
    expect(turn).not_to_contain_text("by 2030")
    expect(turn).to_have_attribute("aria-busy", "true")
    gate.set()
    expect(turn).to_contain_text("by 2030")
    expect(turn).to_have_attribute("aria-busy", "false")
    expect(said(page)).to_contain_text("fossil-free by 2025. Half of the machines run on electricity by 2030.")
    answers = [words for words in page.evaluate("window.heard") if "fossil-free" in words]
    assert len(answers) == 1
    expect(page.locator("#field")).to_be_focused()


def test_an_answer_can_be_stopped_and_what_came_stays_and_can_be_asked_again(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    gate = threading.Event()
    city.replies = [Reply(GOALS, before=4, gate=gate), Reply(GOALS)]
    turn = ask(page)
    expect(turn).to_contain_text("fossil-free by 2025")
    stop = page.get_by_role("button", name="Stop")
    stop.focus()
    page.keyboard.press("Enter")
    expect(turn).to_contain_text("The answer is not complete. You stopped the answer.")
    expect(turn).to_contain_text("fossil-free by 2025")
    expect(page.locator("#field")).to_be_focused()
    gate.set()
    turn.get_by_role("button", name="Try again").click()
    expect(turn).to_contain_text("by 2030")
    expect(turn).not_to_contain_text("not complete")
    expect(page.locator("article")).to_have_count(1)


def test_an_edited_question_takes_the_place_of_the_last_one(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    city.replies = [Reply(GOALS), Reply(answer("Another answer."))]
    turn = ask(page, "First wording")
    turn.get_by_role("button", name="Edit the question").click()
    expect(page.locator("#field")).to_be_focused()
    expect(page.locator("#field")).to_have_value("First wording")
    ask(page, "Better wording")
    expect(page.locator("article")).to_have_count(1)
    expect(page.locator("article")).to_contain_text("Another answer.")
    assert city.asked[1]["history"] == []


def test_editing_can_be_cancelled(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    city.replies = [Reply(GOALS), Reply(GOALS)]
    ask(page).get_by_role("button", name="Edit the question").click()
    page.get_by_role("button", name="Cancel editing").click()
    expect(page.locator("#field")).to_have_value("")
    ask(page, "A new one")
    expect(page.locator("article")).to_have_count(2)


def test_a_follow_up_takes_the_conversation_along(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    city.replies = [Reply(GOALS), Reply(status=500), Reply(GOALS)]
    expect(ask(page, "One")).to_contain_text("by 2030")
    expect(ask(page, "Two")).to_contain_text("fault")
    expect(ask(page, "Three")).to_contain_text("by 2030")
    assert city.asked[2]["history"] == [
        {"role": "user", "content": "One"},
        {"role": "assistant", "content": GOALS["answer"]},
    ]


def test_a_long_conversation_stays_within_what_the_service_takes(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    long = answer("x" * 9_000)
    city.replies = [Reply(long) for _ in range(6)] + [Reply(GOALS) for _ in range(12)]
    for number in range(18):
        expect(ask(page, f"Question {number}")).to_have_attribute("aria-busy", "false")
    sizes = [len(str(asked).encode()) for asked in city.asked]
    assert max(sizes) < 60_000
    assert max(len(asked["history"]) for asked in city.asked) == 20
    assert city.asked[-1]["history"][-2]["content"] == "Question 16"


def test_starters_fit_the_chosen_deal_which_goes_along(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    expect(page.locator("[part=starter]")).to_have_text(STARTERS["en"])
    page.get_by_role("combobox", name="Agreement").select_option("daycare-chemicals")
    expect(page.locator("[part=starter]")).to_have_text(DAYCARE["en"])
    city.replies = [Reply(GOALS)]
    page.locator("[part=starter]").click()
    expect(page.locator("article")).to_contain_text("by 2030")
    assert city.asked[0]["question"] == DAYCARE["en"][0]
    assert city.asked[0]["deal"] == "daycare-chemicals"
    expect(page.locator("[part=starters]")).to_be_hidden()
    expect(page.locator("article h3")).to_be_focused()


def test_the_site_can_choose_the_deal(visit: Open, city: Site) -> None:
    page = open_panel(visit('deal="daycare-chemicals"'))
    expect(page.locator("[part=deal]")).to_have_value("daycare-chemicals")
    city.replies = [Reply(GOALS)]
    ask(page)
    expect(page.locator("article")).to_contain_text("by 2030")
    assert city.asked[0]["deal"] == "daycare-chemicals"


def test_without_the_deals_one_can_still_ask(visit: Open, city: Site) -> None:
    city.knows_deals = False
    page = open_panel(visit())
    expect(page.locator("[part=deal]")).to_be_hidden()
    city.replies = [Reply(GOALS)]
    expect(ask(page)).to_contain_text("by 2030")


@pytest.mark.parametrize(("question", "fault"), [("   ", "Write a question."), ("x" * 2001, "has 2,001 characters")])
def test_a_question_that_cannot_be_sent_is_told(visit: Open, question: str, fault: str) -> None:
    page = open_panel(visit())
    ask_field = page.locator("#field")
    ask_field.fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#fault")).to_contain_text(fault)
    expect(said(page)).to_contain_text(fault)
    expect(ask_field).to_have_attribute("aria-invalid", "true")
    expect(ask_field).to_be_focused()
    assert faults(page) == []


def test_a_second_question_waits_for_the_first(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    gate = threading.Event()
    city.replies = [Reply(GOALS, before=1, gate=gate)]
    ask(page)
    ask(page, "Another")
    expect(page.locator("#fault")).to_contain_text("still being answered")
    expect(page.locator("#field")).to_have_value("Another")
    gate.set()
    expect(page.locator("article")).to_contain_text("by 2030")


def test_hostile_text_is_shown_as_text(visit: Open, city: Site) -> None:
    page = open_panel(visit(width=320, height=640))
    bad = "<img src=x onerror=alert(1)> **bold** \u202eevil\u202c " + "x" * 3000
    city.replies = [Reply(answer(bad, notices=[bad]))]
    turn = ask(page, bad[:300])
    expect(turn).to_contain_text("<img src=x onerror=alert(1)> **bold**")
    assert turn.locator("img").count() == 0
    assert fits(page)


# --- What is said first ---


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


# --- The history ---


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


# --- When things fail ---


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(status=500), "There is a fault in the service."),
        (Reply(status=503), "There is a fault in the service."),
        (Reply(status=502, body="<html>Bad gateway</html>"), "There is a fault in the service."),
        (Reply(GOALS, error=True), "There is a fault in the service."),
        (Reply(status=403), "has not been set up for this website"),
        (Reply(status=422), "could not take the question"),
        (Reply(GOALS, before=2, cut=True), "The connection to the service was lost."),
        (Reply(GOALS, before=4, cut=True), "The answer is not complete. The connection to the service was lost."),
    ],
)
def test_a_failure_is_told_plainly_and_trying_again_works(visit: Open, city: Site, reply: Reply, told: str) -> None:
    page = open_panel(visit())
    city.replies = [reply, Reply(GOALS)]
    turn = ask(page)
    expect(turn).to_contain_text(told)
    expect(said(page)).to_contain_text(told.split(". ")[-1].rstrip("."))
    if reply.cut and reply.before == 4:
        expect(turn).to_contain_text("fossil-free by 2025")
    assert faults(page) == []
    again = turn.get_by_role("button", name="Try again")
    expect(again).to_be_in_viewport()
    again.click()
    expect(turn).to_contain_text("by 2030")
    expect(turn).not_to_contain_text(told)


def test_a_visitor_who_asks_too_fast_is_told_how_long_to_wait(visit: Open, city: Site) -> None:
    page = visit()
    page.clock.install()
    open_panel(page)
    city.replies = [Reply(status=429, headers={"Retry-After": "12"}), Reply(GOALS)]
    turn = ask(page)
    expect(turn).to_contain_text("Try again in 12 seconds.")
    again = turn.get_by_role("button", name="Try again")
    expect(again).to_have_attribute("aria-disabled", "true")
    again.click(force=True)
    assert len(city.asked) == 1
    page.clock.run_for(12_500)
    expect(said(page)).to_contain_text("You can try again now.")
    again.click()
    expect(turn).to_contain_text("by 2030")


def test_without_a_network_it_says_so(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    page.context.set_offline(True)
    turn = ask(page)
    expect(turn).to_contain_text("There is no network connection.")
    page.context.set_offline(False)
    city.replies = [Reply(GOALS)]
    turn.get_by_role("button", name="Try again").click()
    expect(turn).to_contain_text("by 2030")


def test_a_service_that_does_not_answer_is_told(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    page.route("**/api/ask", lambda route: route.abort("connectionrefused"), times=1)
    turn = ask(page)
    expect(turn).to_contain_text("The service could not be reached.")
    city.replies = [Reply(GOALS)]
    turn.get_by_role("button", name="Try again").click()
    expect(turn).to_contain_text("by 2030")


def test_a_connection_that_falls_silent_ends(visit: Open, city: Site) -> None:
    page = visit()
    page.clock.install()
    open_panel(page)
    gate = threading.Event()
    city.replies = [Reply(GOALS, before=4, gate=gate)]
    turn = ask(page)
    expect(turn).to_contain_text("fossil-free")
    page.clock.run_for(61_000)
    expect(turn).to_contain_text("The answer is not complete. The connection to the service was lost.")
    gate.set()


def test_an_answer_that_failed_inside_can_be_asked_again(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    failed = answer("A part of the service failed.", status="error", citations=[])
    failed["sentences"][0]["citations"] = []
    city.replies = [Reply(failed), Reply(GOALS)]
    turn = ask(page)
    turn.get_by_role("button", name="Try again").click()
    expect(turn).to_contain_text("by 2030")
    assert city.asked[1]["history"] == []


# --- Opening and closing, keyboard ---


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


# --- Languages ---


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


# --- Looks ---


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
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_is_accessible_and_fits(visit: Open, city: Site, language: str, look: str) -> None:
    page = visit(**LOOKS[look], lang=language)
    assert faults(page) == []
    if look != "inline":
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
    expect(page.locator(".warning")).to_be_visible()
    assert faults(page) == []
    assert fits(page)


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
