"""Which sites' pages may call what the widget calls: their own and those that are set; others are refused and told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.problems import MEDIA_TYPE
from assistant.origins import as_origin
from assistant.settings import Settings
from corpus.settings import SettingsError
from server import create_app
from tests.processes import run

QUESTION = {"question": "mikä KEINO on"}
CITY, OTHER, OWN = "https://www.example.fi", "https://elsewhere.example", "http://testserver"
CALLS = [("POST", "/api/ask"), ("POST", "/api/feedback"), ("POST", "/api/handover"), ("GET", "/api/deals")]
PREFLIGHT = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
ALLOW = "access-control-allow-origin"


@pytest.fixture(scope="module")
def visitor(data: Path) -> Iterator[TestClient]:
    settings = Settings(data_dir=data, widget_sites=f"{CITY}:443/, http://intra.example.fi:8080", rate_limit="9/day")
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_site_that_is_set_may_call_and_read(visitor: TestClient, method: str, path: str) -> None:
    first = visitor.options(path, headers={"origin": CITY, **PREFLIGHT})
    assert first.status_code == 204
    assert first.headers[ALLOW] == CITY
    assert first.headers["access-control-allow-headers"] == "Content-Type"
    response = visitor.request(method, path, headers={"origin": CITY}, json={} if method == "POST" else None)
    assert response.status_code in (200, 422)
    assert response.headers[ALLOW] == CITY
    assert response.headers["vary"] == "Origin"
    assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize(("method", "path"), CALLS)
@pytest.mark.parametrize("origin", [OTHER, "null", "https://www.example.fi.evil.example", "http://www.example.fi"])
def test_another_site_is_refused_before_anything_reads_its_call(
    visitor: TestClient, method: str, path: str, origin: str
) -> None:
    first = visitor.options(path, headers={"origin": origin, **PREFLIGHT})
    response = visitor.request(method, path, headers={"origin": origin, "accept-language": "en"}, content=b"{")
    for refused in (first, response):
        assert refused.status_code == 403
        assert refused.headers["content-type"] == MEDIA_TYPE
        assert ALLOW not in refused.headers
    assert origin in response.json()["detail"]
    assert "GREENDEAL_WIDGET_SITES" in response.json()["detail"]


@pytest.mark.parametrize(("language", "words"), [("fi", "Sivusto"), ("sv", "Webbplatsen"), ("en", "The site")])
def test_any_page_can_read_whether_its_site_is_allowed(visitor: TestClient, language: str, words: str) -> None:
    headers = {"origin": OTHER, "accept-language": language}
    refused = visitor.get("/api/site", headers=headers)
    assert (refused.status_code, refused.headers[ALLOW]) == (403, "*")
    assert refused.json()["detail"].startswith(f"{words} {OTHER} ")
    allowed = visitor.get("/api/site", headers={"origin": CITY})
    assert (allowed.status_code, allowed.json()) == (200, {"origin": CITY, "allowed": True})


@pytest.mark.parametrize("headers", [{}, {"origin": OWN}, {"origin": OTHER, "sec-fetch-site": "same-origin"}])
def test_the_server_s_own_pages_and_programs_may_always_call(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/api/ask", json=QUESTION, headers=headers).status_code == 200
    assert client.post("/api/ask", json=QUESTION, headers={"origin": OTHER}).status_code == 403


def test_any_site_may_where_the_setting_says_so(data: Path) -> None:
    with TestClient(create_app(Settings(data_dir=data, widget_sites="*"))) as client:
        response = client.post("/api/ask", json=QUESTION, headers={"origin": OTHER})
    assert (response.status_code, response.headers[ALLOW]) == (200, OTHER)


def test_other_calls_are_no_matter_of_it(visitor: TestClient) -> None:
    response = visitor.get("/api/sources", headers={"origin": OTHER})
    assert response.status_code == 200
    assert ALLOW not in response.headers


def test_limits_and_faults_can_be_read_by_the_page_that_called(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"origin": CITY}
    too_large = visitor.post("/api/ask", json={"question": "a" * 70_000}, headers=headers)
    codes = {visitor.post("/api/ask", json=QUESTION, headers=headers).status_code for _ in range(10)}
    too_many = visitor.post("/api/ask", json=QUESTION, headers=headers)
    monkeypatch.setattr(visitor.app.state.assistant, "today", lambda: 1 / 0)  # type: ignore[attr-defined]
    fault = visitor.get("/api/deals", headers=headers)
    assert codes == {200, 429}
    assert [response.status_code for response in (too_large, too_many, fault)] == [413, 429, 500]
    assert {response.headers[ALLOW] for response in (too_large, too_many, fault)} == {CITY}
    assert "Retry-After" in too_many.headers["access-control-expose-headers"]


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://www.example.fi", "https://www.example.fi"),
        ("HTTPS://WWW.Example.FI:443/", "https://www.example.fi"),
        ("http://localhost:80", "http://localhost"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("*", "*"),
    ],
)
def test_an_origin_is_taken_as_a_browser_writes_it(written: str, origin: str) -> None:
    assert as_origin(written) == origin


@pytest.mark.parametrize(
    "wrong",
    ["www.example.fi", "https://www.example.fi/hankinnat", "https://*.example.fi", "null", "https://ä.fi", "ftp://x"],
)
def test_what_is_no_origin_is_told_with_its_setting(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENDEAL_WIDGET_SITES", f"{CITY}, {wrong}")
    with pytest.raises(SettingsError, match=r"GREENDEAL_WIDGET_SITES.*is no origin.*such as https://www") as told:
        Settings.read()
    assert wrong in str(told.value)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("widget_sites", "example.fi"),
        ("privacy_url", "tietosuoja"),
        ("accessibility_url", "x"),
        ("handover_limit", "5"),
    ],
)
def test_a_wrong_setting_stops_the_start(data: Path, setting: str, value: str) -> None:
    done = run("server.py", data_dir=data, **{setting: value})
    assert done.returncode == 2
    assert f"GREENDEAL_{setting.upper()}" in done.stderr
    assert "Traceback" not in done.stderr
