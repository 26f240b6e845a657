"""On a page of another site, under the strictest policy that lets the script in, the widget talks with its service."""

import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.processes import environment, free_port, running
from tests.widget.browsing import IN_BROWSER, ask, open_panel
from tests.widget.host import host_page, watch

pytestmark = IN_BROWSER

ALLOWED = free_port()


@pytest.fixture(scope="module")
def service(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    address = f"http://127.0.0.1:{(port := free_port())}"
    database = f"sqlite:///{tmp_path_factory.mktemp('answers') / 'answers.db'}"
    sites = f"https://www.example.fi, http://127.0.0.1:{ALLOWED}"
    settings = environment(data_dir=data, port=port, database_url=database, widget_sites=sites)
    with running([sys.executable, "server.py"], f"{address}/health/ready", settings):
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def talk(page: Page) -> None:
    """A question, a word on the answer, and the question handed over."""
    open_panel(page)
    turn = ask(page, "what does the daycare deal commit me to?")
    expect(turn).to_contain_text("Nordic Ecolabel")
    turn.get_by_role("button", name="Yes", exact=True).click()
    expect(turn).to_contain_text("Thank you")


def test_a_conversation_breaks_no_policy_and_asks_nobody_else(page: Page, service: str) -> None:
    with host_page(service, lang="en", port=ALLOWED) as url:
        seen = watch(page, url, service)
        page.goto(url)
        talk(page)
        assert (seen.violations, seen.elsewhere, seen.errors) == ([], [], [])


def test_a_page_may_hold_the_script_to_its_hash(page: Page, service: str) -> None:
    shown = httpx.get(service, params={"lang": "en"}).text
    line = shown.partition('<code id="pinned">')[2].partition("\n")[0].replace("&lt;", "<").replace("&gt;", ">")
    line = line.replace("&#34;", '"')
    assert "integrity=" in line
    with host_page(service, lang="en", port=ALLOWED, script=line) as url:
        seen = watch(page, url, service)
        page.goto(url)
        talk(page)
        assert (seen.violations, seen.elsewhere, seen.errors) == ([], [], [])


def test_a_site_that_may_not_use_the_service_is_told_so_and_its_owner_too(page: Page, service: str) -> None:
    with host_page(service, lang="en") as url:
        seen = watch(page, url, service)
        page.goto(url)
        open_panel(page)
        expect(ask(page, "what is KEINO")).to_contain_text("has not been set up for this website")
        owner = f"The site {url.rstrip('/')} is not among those that may use this service."
        assert any(owner in error and "GREENDEAL_WIDGET_SITES" in error for error in seen.errors), seen.errors
        assert (seen.violations, seen.elsewhere) == ([], [])
