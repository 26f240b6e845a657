"""What the tests of the widget in a real browser share."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.widget.site import answer

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
BODY = "<main><h1>Hankinnat</h1><p>Esimerkkilän hankinnat.</p></main><green-deal-chat {}></green-deal-chat>"
GOALS = answer("The sites are fossil-free by 2025.", "Half of the machines run on electricity by 2030.")
LANGUAGES = ["fi", "sv", "en"]
IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and "CI" not in os.environ,  # CI installs it and must never skip
        reason="Chromium is missing: apt-get install --no-install-recommends chromium",
    ),
]

Open = Callable[..., Page]
"""Opens a page of the site: the widget's attributes, then lang, width, height, body and what a context takes."""


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
