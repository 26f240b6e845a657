"""The other public calls keep the contract."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.language import accepted
from assistant.api.problems import MEDIA_TYPE
from assistant.settings import Settings
from server import create_app

HIT_FIELDS = {"score", "document_id", "title", "url", "section", "text", "language", "deal", "current"}
DOCUMENT_FIELDS = {
    "document_id", "title", "url", "language", "deal", "kind", "official", "published", "checked", "valid_until",
    "current", "passages", "aliases",
}  # fmt: skip


def test_search_gives_ranked_passages(client: TestClient) -> None:
    hits = client.get("/api/search", params={"q": "Kulosaari", "k": 3, "language": "fi"}).json()["hits"]
    assert len(hits) == 3
    assert all(hit.keys() == HIT_FIELDS for hit in hits)
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert "Kulosaar" in hits[0]["text"]


def test_search_keeps_to_a_deal_first(client: TestClient) -> None:
    hits = client.get("/api/search", params={"q": "parties", "deal": "waste-oil", "language": "en"}).json()["hits"]
    assert hits[0]["deal"] == "waste-oil"


@pytest.mark.parametrize(
    "params",
    [{}, {"q": ""}, {"q": "x", "k": 0}, {"q": "x", "k": 51}, {"q": "x", "language": "xx"}, {"q": "x", "deal": "xx"}],
)
def test_a_wrong_search_is_a_problem(client: TestClient, params: dict[str, str]) -> None:
    response = client.get("/api/search", params=params)
    assert response.status_code == 422
    assert response.headers["content-type"] == MEDIA_TYPE
    assert response.json()["errors"]


def test_sources_lists_every_document(client: TestClient, documents: list[object]) -> None:
    listed = client.get("/api/sources").json()
    assert len(listed) == len(documents)
    assert all(document.keys() >= DOCUMENT_FIELDS and document["passages"] > 0 for document in listed)
    assert {d["document_id"] for d in listed if not d["current"]} >= {"model-2018.fi", "model-2020.en"}


def test_deals_tells_which_are_in_force(client: TestClient) -> None:
    deals = {deal["id"]: deal for deal in client.get("/api/deals").json()}
    assert deals["emission-free-sites"]["in_force"] is True
    assert deals["daycare-chemicals"]["in_force"] is False
    assert deals["daycare-chemicals"]["valid_until"] == "2025-12-31"
    assert deals["emission-free-sites"]["parties"]
    milestone = deals["emission-free-sites"]["milestones"][0]
    assert milestone.keys() == {"date", "text", "source_url"}
    assert milestone["text"].keys() == {"fi", "sv", "en"}


def test_health(client: TestClient) -> None:
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").json()["status"] == "ready"


def test_without_an_index_the_server_lives_and_says_why_it_is_not_ready(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path))) as client:
        assert client.get("/health/live").status_code == 200
        response = client.get("/health/ready", headers={"accept-language": "en"})
        assert response.status_code == 503
        assert "python -m ingest" in response.json()["detail"]
        assert str(tmp_path) not in response.text
        assert client.get("/api/sources").status_code == 503
        assert client.post("/api/ask", json={"question": "mikä KEINO on"}).json()["status"] == "error"


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nothing", 404), ("GET", "/api/ask", 405), ("PUT", "/", 405)]
)
def test_what_is_not_there_is_a_problem_too(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path, headers={"accept-language": "en"})
    assert response.status_code == status
    assert response.headers["content-type"] == MEDIA_TYPE
    assert response.json()["status"] == status


def test_the_api_page_fetches_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "http://" not in page.replace("http://testserver", "")
    assert "https://" not in page
    for path in ("/docs-files/swagger-ui-bundle.js", "/docs-files/swagger-ui.css", "/openapi.json"):
        assert client.get(path).status_code == 200


def test_the_published_description_has_every_call_and_its_errors(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert paths.keys() == {
        "/api/ask", "/api/feedback", "/api/search", "/api/sources", "/api/deals", "/health/live", "/health/ready",
        "/v1/models", "/v1/models/{model}", "/v1/chat/completions", "/api/handover", "/api/site", "/widget.js",
        "/widget-{version}.js",
    }  # fmt: skip
    assert {"200", "413", "422", "429"} <= paths["/api/ask"]["post"]["responses"].keys()
    assert {"200", "400", "413", "429"} <= paths["/v1/chat/completions"]["post"]["responses"].keys()
    assert "422" not in paths["/v1/chat/completions"]["post"]["responses"]


@pytest.mark.parametrize(
    "path", ["/", "/health/live", "/health/ready", "/api/deals", "/docs", "/demonstration/page.css"]
)
def test_head_is_answered_as_get_without_a_body(client: TestClient, path: str) -> None:
    response = client.head(path)
    assert response.status_code == 200
    assert response.content == b""


def test_a_trailing_slash_is_no_redirect_to_whatever_host_is_claimed(client: TestClient) -> None:
    response = client.post("/api/ask/", json={"question": "x"}, headers={"host": "evil.example"})
    assert response.status_code == 404
    assert "location" not in response.headers


def test_an_internal_fault_carries_the_policy_too(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("fault")

    monkeypatch.setattr(client.app.state.assistant, "today", broken)  # type: ignore[attr-defined]
    response = client.get("/api/deals")
    assert response.status_code == 500
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    assert response.headers["x-content-type-options"] == "nosniff"


def test_pages_carry_a_strict_policy(client: TestClient) -> None:
    headers = client.get("/").headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; ")
    assert "require-trusted-types-for 'script'" in headers["content-security-policy"]
    assert not any(word in headers["content-security-policy"] for word in ("unsafe", "data:", "*"))
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "fi"),
        ("sv", "sv"),
        ("en-GB,en;q=0.9", "en"),
        ("de,en;q=0.5,sv;q=0.8", "sv"),
        ("fr", "fi"),
    ],
)
def test_the_language_that_a_browser_asks_for(header: str, language: str) -> None:
    assert accepted(header) == language


def test_the_page_comes_in_the_asked_language(client: TestClient) -> None:
    for language in ("fi", "sv", "en"):
        assert f'<html lang="{language}"' in client.get("/", params={"lang": language}).text
    assert '<html lang="sv"' in client.get("/", headers={"accept-language": "sv"}).text
    assert '<html lang="fi"' in client.get("/", params={"lang": "xx"}, headers={"accept-language": "fr"}).text
