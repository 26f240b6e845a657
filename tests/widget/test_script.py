"""GET /widget.js: one script, small, told apart by its hash, kept for the pages that hold it to that."""

import base64
import gzip
import hashlib
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import AnyHttpUrl

from assistant.settings import Settings
from assistant.widget.kept import KeptScripts
from assistant.widget.script import make_script
from server import create_app


def test_the_script_is_javascript_that_any_page_may_load_and_a_browser_asks_for_again(client: TestClient) -> None:
    response = client.get("/widget.js")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["cache-control"] == "public, max-age=300, must-revalidate"
    assert "green-deal-chat" in response.text


@pytest.mark.parametrize(
    ("accepted", "zipped"),
    [("gzip, br", True), ("*", True), ("br", False), ("gzip;q=0, *", False), ("gzip; q=0.0", False), ("", False)],
)
def test_it_is_compressed_where_the_browser_takes_that(client: TestClient, accepted: str, zipped: bool) -> None:
    response = client.get("/widget.js", headers={"accept-encoding": accepted})
    assert ("gzip" in response.headers.get("content-encoding", "")) is zipped
    assert response.headers["vary"] == "Accept-Encoding"
    assert response.text == client.get("/widget.js").text


def test_it_has_less_than_30_kb_compressed(client: TestClient) -> None:
    assert len(gzip.compress(client.get("/widget.js").content, 9)) < 30_000


def test_a_browser_that_has_it_is_told_that_nothing_has_changed(client: TestClient) -> None:
    for encoding in ("gzip", "identity"):
        tag = client.get("/widget.js", headers={"accept-encoding": encoding}).headers["etag"]
        for known in (tag, f'"other", W/{tag}', "*"):
            again = client.get("/widget.js", headers={"accept-encoding": encoding, "if-none-match": known})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert client.get("/widget.js", headers={"if-none-match": '"other"'}).status_code == 200


def test_the_page_tells_the_hash_and_the_address_of_this_very_version(client: TestClient) -> None:
    page = client.get("/").text.replace("&#34;", '"')
    ((path, integrity),) = re.findall(r'src="http://testserver(/widget-\w+\.js)" integrity="(sha384-[^"]+)"', page)
    response = client.get(path)
    assert response.content == client.get("/widget.js").content
    assert integrity == f"sha384-{base64.b64encode(hashlib.sha384(response.content).digest()).decode()}"
    assert "immutable" in response.headers["cache-control"]


def test_a_version_is_given_out_after_an_update_too(data: Path, tmp_path: Path) -> None:
    """Another contact makes another script; the data folder keeps the one before."""
    (tmp_path / "index").symlink_to(data / "index")
    before = TestClient(create_app(Settings(data_dir=tmp_path)))
    script = before.get("/widget.js")
    path = f"/widget-{script.headers['etag'].strip(chr(34)).removesuffix('-gzip')}.js"
    after = TestClient(create_app(Settings(data_dir=tmp_path, contact_name="Neuvonta")))
    assert after.get("/widget.js").text != script.text
    assert after.get(path).text == script.text


@pytest.mark.parametrize("version", ["0" * 16, "x", "..%2Fanswers", "%2e%2e"])
def test_an_unknown_version_is_404_and_says_what_to_do(client: TestClient, version: str) -> None:
    response = client.get(f"/widget-{version}.js", headers={"accept-language": "en"})
    assert response.status_code == 404
    if "%2F" not in version:
        assert "Copy a new line" in response.json()["detail"]


def test_a_kept_file_that_has_changed_is_not_given_out(tmp_path: Path) -> None:
    kept, script = KeptScripts(tmp_path), make_script("let a = 1;")
    kept.keep(script)
    assert kept.find(script.version) == script
    (tmp_path / f"{script.version}.js").write_text("let a = 2;", encoding="utf-8")
    assert kept.find(script.version) is None


def test_the_newest_fifty_are_kept_and_a_folder_that_cannot_be_written_costs_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept = KeptScripts(tmp_path / "widget")
    scripts = [make_script(f"let a = {number};") for number in range(52)]
    for script in scripts:
        kept.keep(script)
    assert len(list((tmp_path / "widget").iterdir())) == 50
    assert kept.find(scripts[-1].version) == scripts[-1]
    (tmp_path / "file").write_text("", encoding="utf-8")
    KeptScripts(tmp_path / "file").keep(scripts[0])
    assert "not kept for pages that pin it" in caplog.text


def test_the_settings_are_in_the_script(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path,
        keep_days=77,
        contact_name="Neuvonta",
        accessibility_url=AnyHttpUrl("https://example.fi/saavutettavuus"),
        privacy_url=AnyHttpUrl("https://example.fi/tietosuoja"),
    )
    script = TestClient(create_app(settings)).get("/widget.js").text
    for told in ('"keep_days":77', '"name":"Neuvonta"', "https://example.fi/saavutettavuus", "example.fi/tietosuoja"):
        assert told in script
