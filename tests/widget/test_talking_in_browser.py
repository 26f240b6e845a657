"""Talking in a real browser: streaming, stopping, editing, following up, choosing a deal."""

import threading

import pytest
from playwright.sync_api import expect

from tests.widget.browsing import GOALS, IN_BROWSER, Open, ask, faults, fits, open_panel, said
from tests.widget.site import DAYCARE, STARTERS, Reply, Site, answer

pytestmark = IN_BROWSER


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
