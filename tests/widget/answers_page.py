"""A page with nothing but answers on it, in real Chromium, under the policy of a strict site."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, Route, expect

from assistant.texts import read_texts
from assistant.widget.bundle import SOURCE
from corpus.deals import read_deals

ORIGIN = "http://localhost"
POLICY = f"default-src 'none'; script-src {ORIGIN}; connect-src {ORIGIN}; require-trusted-types-for 'script'"
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Answers</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<script type="module" src="/answers.js"></script></head><body><header><h1>Answers</h1></header></body></html>'
)
CONTACT = {"name": "KEINO", "email": "palvelu@hankintakeino.fi", "url": "https://www.hankintakeino.fi"}
TYPES = {".js": "text/javascript", ".css": "text/css"}


def config(client: TestClient) -> dict[str, Any]:
    """What the widget's script holds of the texts and the deals."""
    texts = {language: found.table("widget") for language, found in read_texts().items()}
    short = {deal.id: deal.short for deal in read_deals().values()}
    deals = [{**deal, "short": short[deal["id"]]} for deal in client.get("/api/deals").json()]
    return {"texts": texts, "contact": dict.fromkeys(texts, CONTACT), "deals": deals, "keep_days": 90}


@contextmanager
def answers_page(browser: Browser, client: TestClient, *, width: int = 400, dark: bool = False) -> Iterator[Page]:
    """The page; its files are ours, and what it asks of the service the real one answers.

    In the end nothing may have been asked of anyone else, nor the policy broken, nor an error gone uncaught.
    """
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.set_default_timeout(15_000)
    elsewhere: list[str] = []
    complaints: list[str] = []
    own = (f"{ORIGIN}/", f"blob:{ORIGIN}/")
    page.on("request", lambda sent: None if sent.url.startswith(own) else elsewhere.append(sent.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route(f"{ORIGIN}/**", _service(client))
    page.goto(ORIGIN)
    expect(page).to_have_title("ready")
    page.evaluate("theme => begin('en', theme)", "dark" if dark else "light")
    yield page
    assert page.evaluate("heard.violations") == []
    context.close()
    assert elsewhere == []
    assert complaints == []


def _service(client: TestClient) -> Any:
    configuration = json.dumps(config(client))

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path == "/":
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=PAGE, headers=headers)
        elif path == "/config.json":
            route.fulfill(body=configuration, content_type="application/json")
        elif path.startswith("/api/"):
            body, headers = route.request.post_data or "", {"Content-Type": "application/json"}
            reply = client.post(path, content=body, headers=headers)
            route.fulfill(status=reply.status_code, body=reply.content, headers=dict(reply.headers))
        else:
            folder = SOURCE.parent if path.startswith("/src/") else Path(__file__).parent
            file = folder / path[1:]
            route.fulfill(body=file.read_bytes(), content_type=f"{TYPES[file.suffix]}; charset=utf-8")

    return answer


def is_wider_than_the_window(page: Page) -> bool:
    """Whether one must scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
