"""What one does with an answer, in a real browser: copy, save, print, tell whether it helped, send it to a person."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from tests.widget.answers_page import answers_page
from tests.widget.browsing import IN_BROWSER, faults

QUESTION = "What does the daycare deal commit me to?"
BAD = '</script><script>alert("1")</script><img src=x onerror=alert(1)> & \u202egnp.exe'
REFERENCE = {"reference": "K7MX-4QPT"}

pytestmark = IN_BROWSER


@pytest.fixture
def answer(client: TestClient) -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/api/ask", json={"question": QUESTION}).json()
    return answer


@pytest.fixture
def page(browser: Browser, client: TestClient, answer: dict[str, Any]) -> Iterator[Page]:
    with answers_page(browser, client) as page:
        page.evaluate("([answer, question]) => show(answer, question)", [answer, QUESTION])
        yield page


def download(page: Page, choice: str, folder: Path) -> tuple[str, bytes]:
    page.evaluate("menu()")
    page.get_by_text("Save or print").press("Enter")
    with page.expect_download() as saving:
        page.get_by_role("button", name=choice).press("Enter")
    file = folder / saving.value.suggested_filename
    saving.value.save_as(file)
    return file.name, file.read_bytes()


def test_an_answer_is_copied_with_its_sources(page: Page, answer: dict[str, Any]) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the answer").press("Enter")
    expect(page.get_by_text("were copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"Your question: {QUESTION}\n\nNote: Early childhood")
    assert answer["answer"] in copied
    assert answer["citations"][0]["sources"][0]["url"] in copied
    assert page.evaluate("heard.announced") == ["The answer and its sources were copied."]


def test_where_copying_is_not_allowed_the_text_stands_selected(page: Page, answer: dict[str, Any]) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); }")
    page.get_by_role("button", name="Copy the answer").press("Enter")
    text = page.get_by_label("The browser does not allow copying")
    expect(text).to_be_focused()
    assert answer["answer"] in text.input_value()
    assert text.evaluate("area => area.selectionEnd - area.selectionStart === area.value.length")
    assert faults(page) == []


def test_the_saved_text_reads_in_notepad_and_holds_what_was_cut_off_too(page: Page, tmp_path: Path) -> None:
    cut = [{"text": "It began so.", "citations": [], "kind": "sentence", "more": False}]
    page.evaluate("sentences => cut('And then?', sentences)", cut)
    name, content = download(page, "Save as text", tmp_path)
    assert re.fullmatch(r"green-deal-\d{4}-\d\d-\d\d\.txt", name)
    text = content.decode("utf-8")
    assert text.startswith("\ufeffQuestions and answers")
    assert "\n" not in text.replace("\r\n", "")
    assert "general advice, not decisions" in text
    assert text.rstrip().endswith("It began so.\r\n\r\nThe answer is not complete.")
    assert "[1–11] " in text


def test_the_saved_page_is_whole_escaped_and_stands_alone(
    browser: Browser, client: TestClient, answer: dict[str, Any], tmp_path: Path
) -> None:
    answer["sentences"][0]["text"] = answer["citations"][0]["title"] = answer["notices"][0] = BAD
    with answers_page(browser, client) as page:
        page.evaluate("([answer, question]) => show(answer, question)", [answer, BAD])
        name, content = download(page, "Save as a web page", tmp_path)
    assert name.endswith(".html")
    assert content.startswith(b'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">')
    soup = BeautifulSoup(content, "lxml")
    assert soup.find(["script", "img", "link", "iframe", "button"]) is None
    assert not any(name.startswith("on") for tag in soup.find_all() for name in tag.attrs)
    assert soup.title and soup.title.string
    assert [heading.get_text() for heading in soup.find_all("h2")] == [BAD]
    assert BAD in soup.get_text()
    assert f"[1] {answer['sentences'][1]['text']}" not in soup.get_text()
    for sentence in answer["sentences"][1:]:  # also what a first look folds away
        assert sentence["text"] in soup.get_text().replace("\xa0", " ")
    assert answer["citations"][0]["sources"][0]["url"] in [link["href"] for link in soup.find_all("a")]


def test_a_saved_page_is_accessible_when_opened(page: Page, tmp_path: Path) -> None:
    _, content = download(page, "Save as a web page", tmp_path)
    opened = page.context.new_page()
    opened.set_content(content.decode())
    assert [fault for fault in faults(opened) if not fault.startswith(("region", "landmark"))] == []
    opened.close()


def test_printing_prints_the_conversation_and_nothing_else(page: Page, answer: dict[str, Any]) -> None:
    page.evaluate("menu()")
    page.evaluate(
        """() => {
          const made = (frame) => { frame.print = () => { window.printed = frame.document.body.innerText; }; };
          new MutationObserver((changes) => changes.flatMap((each) => [...each.addedNodes])
            .filter((node) => node.contentWindow).forEach((node) => { window.framed = node; }))
            .observe(document.querySelector('main').shadowRoot, { childList: true, subtree: true });
          const get = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow').get;
          Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
            get() { const frame = get.call(this); if (frame) made(frame); return frame; } });
        }"""
    )
    page.get_by_text("Save or print").press("Enter")
    page.get_by_role("button", name="Print").press("Enter")
    printed = page.evaluate("window.printed")
    assert QUESTION in printed
    assert answer["citations"][0]["sources"][0]["url"] in printed
    assert "Was this answer helpful?" not in printed
    page.evaluate("framed.contentWindow.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("iframe")).to_have_count(0)


def test_the_menu_closes_on_escape_before_the_widget_does(page: Page) -> None:
    page.evaluate("menu()")
    page.get_by_text("Save or print").press("Enter")
    page.get_by_role("button", name="Print").press("Escape")
    expect(page.get_by_role("button", name="Print")).not_to_be_visible()
    assert page.evaluate("heard.escaped") == 0


def test_feedback_is_given_once_with_a_comment_after_it(page: Page, answer: dict[str, Any]) -> None:
    sent: list[Any] = []
    page.on("request", lambda request: sent.append(request.post_data_json) if "/api/feedback" in request.url else None)
    page.get_by_role("button", name="Yes").press("Enter")
    expect(page.get_by_text("Thank you for your feedback!")).to_be_focused()
    page.get_by_label("Would you like to tell us more?").fill("Clear.")
    assert faults(page) == []
    page.get_by_role("button", name="Send comment").press("Enter")
    expect(page.get_by_text("your comment has been saved")).to_be_focused()
    helped = {"answer_id": answer["id"], "helpful": True}
    assert sent == [helped, {**helped, "comment": "Clear."}]
    assert page.evaluate("heard.emitted") == [["gd-feedback", {"helpful": True}]]


def test_an_answer_that_is_shown_again_is_not_asked_about_again(page: Page) -> None:
    page.get_by_role("button", name="No").press("Enter")
    expect(page.get_by_text("Thank you for your feedback!")).to_be_visible()
    page.evaluate("again()")
    expect(page.locator(".feedback").last).to_have_text("Thank you for your feedback!")


def test_feedback_that_fails_says_so_and_can_be_sent_again(page: Page) -> None:
    page.route("**/api/feedback", lambda route: route.abort(), times=1)
    page.get_by_role("button", name="Yes").press("Enter")
    fault = "Your feedback could not be saved. Try again in a moment."
    expect(page.get_by_text(fault)).to_be_visible()
    assert page.evaluate("heard.announced") == [fault]
    page.get_by_role("button", name="Yes").press("Enter")
    expect(page.get_by_text("Thank you for your feedback!")).to_be_visible()


def test_handing_over_tells_what_is_sent_and_kept_and_gives_the_reference(page: Page, answer: dict[str, Any]) -> None:
    sent: list[Any] = []
    page.on("request", lambda request: sent.append(request.post_data_json) if "/api/handover" in request.url else None)
    page.route("**/api/handover", lambda route: route.fulfill(status=201, json=REFERENCE))
    page.get_by_role("button", name="Send to an expert").press("Enter")
    expect(page.get_by_text("They are kept for 90 days.")).to_be_visible()
    expect(page.get_by_label("Message (optional)")).to_be_focused()
    assert faults(page) == []
    page.get_by_label("E-mail address").fill("not an address")
    page.get_by_role("button", name="Send", exact=True).press("Enter")
    expect(page.get_by_label("E-mail address")).to_be_focused()
    expect(page.get_by_text("Check the e-mail address.")).to_be_visible()
    page.get_by_label("E-mail address").fill("buyer@example.fi")
    page.get_by_role("button", name="Send", exact=True).press("Enter")
    expect(page.get_by_text("K7MX-4QPT")).to_be_visible()
    expect(page.get_by_text("You will get the answer by e-mail.")).to_be_visible()
    assert sent == [{"answer_id": answer["id"], "message": None, "email": "buyer@example.fi"}]
    assert page.evaluate("heard.emitted") == [["gd-handover", REFERENCE]]
    page.evaluate("again()")
    expect(page.locator(".handover").last).to_contain_text("K7MX-4QPT")


def test_a_handover_that_fails_keeps_what_was_written(page: Page) -> None:
    page.route("**/api/handover", lambda route: route.abort())
    page.get_by_role("button", name="Send to an expert").press("Enter")
    page.get_by_label("Message (optional)").fill("Does this hold for us?")
    page.get_by_role("button", name="Send", exact=True).press("Enter")
    expect(page.get_by_text("The question could not be sent.")).to_be_visible()
    expect(page.get_by_label("Message (optional)")).to_have_value("Does this hold for us?")
    page.get_by_role("button", name="Cancel").press("Enter")
    expect(page.get_by_role("button", name="Send to an expert")).to_be_focused()


def test_everything_is_reached_and_pressed_with_the_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the log, which scrolls
    reached: list[str] = []
    name = "document.querySelector('main').shadowRoot.activeElement?.innerText ?? ''"
    for _ in range(40):
        reached.append(page.evaluate(name).split("\n")[0])
        page.keyboard.press("Tab")
    wanted = ["[2]", "Show more (8)", "Source documents (2)", "Copy the answer", "Send to an expert", "Yes", "No"]
    places = [reached.index(each) for each in wanted]
    assert places == sorted(places)
