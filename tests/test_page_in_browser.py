"""The page at / in a real browser: one can ask, in three languages, on a desktop and on a phone, without a mouse."""

import os
import re
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.processes import environment, free_port, running

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and "CI" not in os.environ,  # CI installs it and must never skip
        reason="Chromium is missing: apt-get install --no-install-recommends chromium",
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("answers") / "answers.db"


@pytest.fixture(scope="module")
def address(data: Path, answers: Path) -> Iterator[str]:
    address = f"http://127.0.0.1:{(port := free_port())}"
    database = f"sqlite:///{answers}"
    settings = environment(data_dir=data, port=port, rate_limit="1000/minute", database_url=database)
    with running([sys.executable, "server.py"], f"{address}/health/ready", settings):
        yield address


@pytest.fixture(params=[(1280, 800), (375, 800)], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page that must not ask anyone else for anything, nor break its policy."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="fi-FI")
    page = context.new_page()
    page.set_default_timeout(15_000)
    elsewhere: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda sent: elsewhere.append(sent.url) if not sent.url.startswith((address, "data:")) else None)

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    yield page
    context.close()
    assert elsewhere == []
    assert complaints == []


def ask(page: Page, question: str) -> None:
    page.locator("#question").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("article").last).to_contain_text("[1]")


def faults(page: Page) -> list[str]:
    results = Axe().run(page)
    return [f"{fault['id']}: {fault['help']}" for fault in results.response["violations"]]


@pytest.mark.parametrize(
    ("language", "question", "facts"),
    [
        ("en", "what does the daycare deal commit me to?", ["Nordic Ecolabel", "31 December 2025", "36 months"]),
        ("fi", "entä työmaat, mitä pitää olla valmiina 2030?", ["50 prosenttia", "2030"]),
        ("sv", "vem har undertecknat?", ["Senatfastigheter", "Tammerfors", "Esbo"]),
    ],
)
def test_a_question_is_answered_with_its_sources(
    page: Page, address: str, language: str, question: str, facts: list[str]
) -> None:
    page.goto(f"{address}/?lang={language}")
    ask(page, question)
    answer = page.locator("article").last
    for fact in facts:
        expect(answer).to_contain_text(fact)
    assert answer.locator("a[href^='https://']").count() > 0
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_page_is_accessible_before_a_question(page: Page, address: str) -> None:
    for language in ("fi", "sv", "en"):
        page.goto(f"{address}/?lang={language}")
        expect(page.locator("#question")).to_be_visible()
        assert page.locator("html").get_attribute("lang") == language
        assert faults(page) == []


def test_a_follow_up_keeps_the_conversation(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")
    ask(page, "what does the daycare deal commit me to?")
    ask(page, "and until when?")
    expect(page.locator("article").last).to_contain_text("2025")


def test_the_rest_of_a_long_answer_opens_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")
    ask(page, "who takes part in the sites agreement and when does it end?")
    answer = page.locator("article").last
    folded = answer.locator("details:has(summary:has-text('Show more'))")
    expect(folded.locator("p, li").first).not_to_be_visible()
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(folded.locator("p, li").first).to_be_visible()
    assert faults(page) == []


def test_a_greeting_is_returned_and_not_called_out_of_scope(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")
    page.locator("#question").fill("hello")
    page.keyboard.press("Enter")
    answer = page.locator("article").last
    expect(answer).to_contain_text("What would you like to know?")
    expect(answer).not_to_contain_text("outside this service")


def test_no_stands_before_its_proof_in_the_same_paragraph(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")
    ask(page, "Is the City of Oulu a party to the daycare deal?")
    first = page.locator("article").last.locator("p", has_text="was not a party").first
    expect(first).to_have_text(re.compile(r"^No\.\s*\[1\]\s*The City of Oulu was not a party"))
    assert faults(page) == []


def test_a_long_answer_fits_the_narrowest_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="fi-FI", viewport={"width": 320, "height": 640})
    page.goto(f"{address}/?lang=fi")
    ask(page, "ketkä ovat mukana työmaasopimuksessa ja milloin se päättyy?")
    for summary in page.locator("article").last.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert faults(page) == []
    page.close()


def test_a_citation_number_leads_to_its_source_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")
    ask(page, "who signed the sites agreement?")
    first = page.locator("article").last.locator("a", has_text="[1]").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(first.get_attribute("href") or "#missing")).to_be_visible()


def test_hostile_text_is_shown_as_text(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")
    page.locator("#question").fill("<img src=x onerror=alert(1)> what is KEINO")
    page.keyboard.press("Enter")
    expect(page.get_by_text("<img src=x onerror=alert(1)> what is KEINO")).to_be_visible()
    assert page.locator("#conversation img").count() == 0


def kept(answers: Path) -> object:
    """The newest feedback."""
    connection = sqlite3.connect(answers)
    try:
        return connection.execute("SELECT helpful, comment FROM feedback ORDER BY given_at DESC").fetchone()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("language", "no", "thanks", "send", "kept_it"),
    [
        ("fi", "Ei", "Kiitos palautteesta!", "Lähetä kommentti", "Kiitos, kommenttisi on tallennettu."),
        ("sv", "Nej", "Tack för din respons!", "Skicka kommentaren", "Tack, din kommentar har sparats."),
        ("en", "No", "Thank you for your feedback!", "Send comment", "Thank you, your comment has been saved."),
    ],
)
def test_an_answer_can_be_judged_once_by_keyboard_and_a_comment_given(
    page: Page, address: str, answers: Path, language: str, no: str, thanks: str, send: str, kept_it: str
) -> None:
    page.goto(f"{address}/?lang={language}")
    ask(page, "mikä KEINO on")
    answer = page.locator("article").last
    button = answer.get_by_role("button", name=no, exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(answer.get_by_text(thanks)).to_be_focused()
    assert kept(answers) == (0, None)
    expect(button).to_have_count(0)
    assert faults(page) == []
    page.keyboard.press("Tab")
    expect(answer.locator("textarea")).to_be_focused()
    page.keyboard.type("puuttui: 0401234567")
    answer.get_by_role("button", name=send).click()
    expect(answer.get_by_text(kept_it)).to_be_focused()
    expect(answer.locator("textarea")).to_be_hidden()
    assert kept(answers) == (0, "puuttui: [phone]")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_each_answer_is_judged_for_itself(page: Page, address: str, answers: Path) -> None:
    page.goto(f"{address}/?lang=en")
    ask(page, "what is KEINO")
    ask(page, "who signed the sites agreement?")
    page.locator("article").first.get_by_role("button", name="Yes", exact=True).click()
    expect(page.get_by_text("Thank you for your feedback!")).to_have_count(1)
    expect(page.locator("article").last.get_by_role("button", name="Yes", exact=True)).to_be_visible()
    assert kept(answers) == (1, None)


def test_feedback_that_cannot_be_kept_is_told_and_can_be_given_again(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="en-GB")
    page.goto(f"{address}/?lang=en")
    ask(page, "what is KEINO")
    answer = page.locator("article").last
    page.route("**/api/feedback", lambda route: route.abort(), times=1)
    answer.get_by_role("button", name="Yes", exact=True).click()
    expect(answer.get_by_text("Your feedback could not be saved.")).to_be_visible()
    answer.get_by_role("button", name="Yes", exact=True).click()
    expect(answer.get_by_text("Thank you for your feedback!")).to_be_focused()
    expect(answer.get_by_text("Your feedback could not be saved.")).to_be_hidden()
    page.close()
