"""The report in a real browser: accessible in each language, light and dark, wide and narrow, and without a script."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from corpus.types import LANGUAGES, Language
from ingest.report.page import write
from ingest.report.rendering import file_of, index_of
from tests.ingest.report.sample import ENTRIES, HARM, HOSTILE, REFUSED, STARTED, SUSPICIOUS, report
from tests.widget.browsing import IN_BROWSER

pytestmark = IN_BROWSER

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of an ordinary night and of a night with everything: a refusal, and pages that mean harm."""
    folder = tmp_path_factory.mktemp("reports")
    write(report(started=STARTED - timedelta(days=1)), folder)
    everything = report((*ENTRIES, *HOSTILE), refused=REFUSED, suspicious=(*SUSPICIOUS, HARM))
    write(everything, folder)
    return folder


@pytest.fixture(params=[(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")], ids=str)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page that must not ask for anything but files of the folder, nor break its policy."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("request", lambda sent: None if sent.url.startswith("file:") else complaints.append(sent.url))
    yield page
    context.close()
    assert complaints == []


def faults(page: Page) -> list[str]:
    return [f"{fault['id']}: {fault['help']}" for fault in Axe().run(page).response["violations"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_and_their_list_are_accessible_and_fit(page: Page, folder: Path, language: Language) -> None:
    runs = [path for path in folder.iterdir() if path.is_dir()]
    for file in (folder / index_of(language), *(run / file_of(language) for run in runs)):
        page.goto(file.as_uri())
        for summary in page.locator("summary").all():
            summary.focus()
            page.keyboard.press("Enter")
        assert page.locator("details:not([open])").count() == 0
        assert faults(page) == []
        assert page.evaluate(FITS)


def test_one_goes_from_the_list_to_a_report_to_its_other_language_and_back_by_links(page: Page, folder: Path) -> None:
    page.goto((folder / index_of("fi")).as_uri())
    page.locator("tbody a").first.click()
    assert page.locator("html").get_attribute("lang") == "fi"
    page.get_by_role("link", name="Svenska").click()
    assert page.locator("html").get_attribute("lang") == "sv"
    page.get_by_role("link", name="Alla rapporter").click()
    assert page.url == (folder / index_of("sv")).as_uri()


def test_print_shows_what_is_folded(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    page.goto((folder / "2026-11-23T010007Z" / file_of("fi")).as_uri())
    folded = page.get_by_text("Motiva kokoaa tiedot kerran vuodessa.")
    assert (folded.bounding_box() or {"height": 0})["height"] > 5
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.close()
