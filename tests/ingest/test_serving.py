"""A server answers on while runs, and going back, change the index under it."""

import sys
import threading
from collections import Counter

import httpx

from corpus.embedding import StaticEmbedder
from corpus.sync import rollback
from tests.ingest.nights import SITES, Nights, nights_of_a_site
from tests.processes import environment, free_port, running

__all__ = ["nights_of_a_site"]


def test_no_question_fails_while_the_index_changes_and_the_new_page_is_quoted(nights: Nights) -> None:
    nights.run()
    settings = nights.settings
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    served = environment(data_dir=settings.data_dir, port=port, rate_limit="100000/minute")
    question = {"question": "milloin työmaat ovat fossiilittomia?", "deal": "emission-free-sites"}
    statuses: Counter[int] = Counter()
    quoted: set[str] = set()
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            came = httpx.post(f"{address}/api/ask", json=question, timeout=30)
            statuses[came.status_code] += 1
            if came.status_code == 200:
                quoted.update(citation["quote"] for citation in came.json()["citations"])

    with running([sys.executable, "server.py"], f"{address}/health/ready", served):
        asking = threading.Thread(target=ask)
        asking.start()
        try:
            for year in ("2031", "2032", "2033"):
                nights.site.pages["/sites"] = SITES.replace("2025", year)
                nights.run()
            rollback(settings.data_dir, StaticEmbedder())
            nights.run()
            now = httpx.post(f"{address}/api/ask", json=question, timeout=30).json()
        finally:
            over.set()
            asking.join()
    assert set(statuses) == {200}
    assert statuses[200] > 20
    assert any("2033" in citation["quote"] and citation["current"] for citation in now["citations"])
    assert any("2025" in quote for quote in quoted), "the first index was asked too"
