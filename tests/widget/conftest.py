"""A real browser, a site with the widget, and its pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.widget.browsing import BODY, Open
from tests.widget.site import Site, site


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
        page.on(
            "request",
            lambda sent: None if sent.url.startswith((city.address, *city.others)) else complaints.append(sent.url),
        )
        page.goto(city.page(body.format(attributes), lang=lang))
        page.wait_for_function("() => document.querySelector('green-deal-chat').shadowRoot?.querySelector('.panel')")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
