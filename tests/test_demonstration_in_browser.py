"""The page at / in a real browser: a city's page with the widget on it, in three languages, on desktop and phone."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.processes import environment, free_port, running
from tests.widget.browsing import IN_BROWSER, ask, faults, open_panel
from tests.widget.host import Watch, watch

pytestmark = IN_BROWSER

HEADINGS = {"fi": "Hankinnat", "sv": "Upphandling", "en": "Procurement"}


@pytest.fixture(scope="module")
def address(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    address = f"http://127.0.0.1:{(port := free_port())}"
    database = f"sqlite:///{tmp_path_factory.mktemp('answers') / 'answers.db'}"
    settings = environment(data_dir=data, port=port, rate_limit="1000/minute", database_url=database)
    with running([sys.executable, "server.py"], f"{address}/health/ready", settings):
        yield address


@pytest.fixture(params=[(1280, 800), (320, 640)], ids=["desktop", "phone"])
def seen(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Watch]:
    """A page that must not ask anyone else for anything, nor break its policy."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="fi-FI")
    page = context.new_page()
    page.set_default_timeout(15_000)
    seen = watch(page, address)
    yield seen
    assert (seen.violations, seen.elsewhere, seen.errors) == ([], [], [])
    context.close()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("language", HEADINGS)
def test_the_page_is_accessible_and_marked_as_a_demonstration(seen: Watch, address: str, language: str) -> None:
    for view in ("", "&view=inline"):
        seen.page.goto(f"{address}/?lang={language}{view}")
        expect(seen.page.get_by_role("heading", level=1, name=HEADINGS[language])).to_be_visible()
        assert seen.page.locator("html").get_attribute("lang") == language
        expect(seen.page.locator(".mark")).to_contain_text("Esimerkkilä")
        assert faults(seen.page) == []
        assert fits(seen.page)


@pytest.mark.parametrize(
    ("language", "question", "fact"),
    [
        ("en", "what does the daycare deal commit me to?", "Nordic Ecolabel"),
        ("fi", "entä työmaat, mitä pitää olla valmiina 2030?", "50 prosenttia"),
        ("sv", "vem har undertecknat?", "Senatfastigheter"),
    ],
)
def test_one_can_ask_in_the_corner_and_inside_the_page(
    seen: Watch, address: str, language: str, question: str, fact: str
) -> None:
    seen.page.goto(f"{address}/?lang={language}")
    expect(ask(open_panel(seen.page), question)).to_contain_text(fact)
    seen.page.goto(f"{address}/?lang={language}&view=inline")
    expect(ask(seen.page, question)).to_contain_text(fact)
    assert faults(seen.page) == []


def test_the_line_is_copied_by_keyboard_as_the_browser_reached_the_page(seen: Watch, address: str) -> None:
    seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    seen.page.goto(f"{address}/?lang=en")
    seen.page.get_by_role("button", name="Copy").first.focus()
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("#copied")).to_have_text("Copied")
    copied = seen.page.evaluate("navigator.clipboard.readText()")
    assert copied == f'<script src="{address}/widget.js" async></script>\n<green-deal-chat></green-deal-chat>'


def test_without_script_it_tells_whom_to_ask_and_what_programs_can_call(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="sv-FI")
    page = context.new_page()
    page.goto(address)
    assert "Chatten kräver JavaScript" in (page.locator("noscript").text_content() or "")
    expect(page.get_by_role("link", name="palvelu@hankintakeino.fi")).to_be_visible()
    expect(page.get_by_role("link", name="Programmeringsgränssnitt")).to_be_visible()
    assert page.get_by_role("button", name="Kopiera").count() == 0
    context.close()
