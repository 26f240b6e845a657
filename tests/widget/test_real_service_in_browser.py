"""The widget with the real service: what it streams is understood, whole conversations long."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.processes import environment, free_port, running
from tests.widget.browsing import IN_BROWSER, Open, ask, faults, fits, open_panel
from tests.widget.site import Site

pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def service(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    address = f"http://127.0.0.1:{(port := free_port())}"
    database = f"sqlite:///{tmp_path_factory.mktemp('answers') / 'answers.db'}"
    settings = environment(data_dir=data, port=port, rate_limit="3/minute", database_url=database)
    with running([sys.executable, "server.py"], f"{address}/health/ready", settings):
        yield address


def test_a_conversation_with_the_real_service(visit: Open, city: Site, service: str) -> None:
    city.service = service
    page = open_panel(visit())
    first = ask(page, "what does the daycare deal commit me to?")
    expect(first).to_contain_text("Nordic Ecolabel")
    expect(first).to_have_attribute("aria-busy", "false")  # the sentences are there before the answer is whole
    follow_up = ask(page, "and until when?")
    expect(follow_up.locator("h3")).to_contain_text("and until when?")
    expect(follow_up).to_contain_text("31 December 2025")
    expect(follow_up).to_have_attribute("aria-busy", "false")
    page.get_by_role("button", name="Suomi").click()
    swedish = ask(page, "vem har undertecknat avtalet om utsläppsfria byggarbetsplatser?")
    expect(swedish).to_contain_text("Senatfastigheter")
    expect(swedish).to_have_attribute("aria-busy", "false")
    expect(swedish.locator("h3 [lang=sv]")).to_have_count(1)
    assert faults(page) == []
    assert fits(page)
    expect(ask(page, "vielä yksi")).to_contain_text("Kysymyksiä tuli liian monta lyhyessä ajassa.")
