"""A page with nothing but answers on it, in real Chromium, under the policy of a strict site."""

import json
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from playwright.sync_api import Page, Route, expect

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
TYPES = {".js": "text/javascript", ".css": "text/css"}


def config(client: TestClient) -> dict[str, Any]:
    """What the widget's script holds of the texts and the deals."""
    texts = {language: found.table("widget") for language, found in read_texts().items()}
    short = {deal.id: deal.short for deal in read_deals().values()}
    deals = [{**deal, "short": short[deal["id"]]} for deal in client.get("/api/deals").json()]
    return {"texts": texts, "deals": deals, "keep_days": 90}


def open_page(page: Page, client: TestClient) -> None:
    """The page; its files are ours, and what it asks of the service the real one answers."""
    configuration = json.dumps(config(client))

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path == "/":
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=PAGE, headers=headers)
        elif path == "/config.json":
            route.fulfill(body=configuration, content_type="application/json")
        elif path.startswith("/api/"):
            reply = client.post(
                path, content=route.request.post_data or "", headers={"Content-Type": "application/json"}
            )
            route.fulfill(status=reply.status_code, body=reply.content, headers=dict(reply.headers))
        else:
            file = SOURCE / path.removeprefix("/src/") if path.startswith("/src/") else Path(__file__).parent / path[1:]
            route.fulfill(body=file.read_bytes(), content_type=f"{TYPES[file.suffix]}; charset=utf-8")

    page.route(f"{ORIGIN}/**", answer)
    page.goto(ORIGIN)
    expect(page).to_have_title("ready")
