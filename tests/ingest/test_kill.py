"""A run that is killed at any moment loses no document and doubles none."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.builds import current_build
from corpus.embedding import StaticEmbedder
from corpus.index import open_index
from corpus.lines import DOCUMENT, Lines
from corpus.types import Kind
from tests.conftest import ROOT, TEXTS
from tests.ingest.small_site import page, small_site
from tests.processes import environment

PAGES = 12
KILLS = 50


@pytest.mark.timeout(1200)
def test_fifty_kills_at_random_moments_lose_and_double_nothing(tmp_path: Path) -> None:
    """Each killed run has changed pages before it; the runs between go on from where it stopped."""
    chance = random.Random(6)  # noqa: S311  # repeatable, no secret
    texts, data, sources = tmp_path / "texts", tmp_path / "data", tmp_path / "sources.toml"
    texts.mkdir()
    shutil.copy(TEXTS / "neighbours" / "car-trade.fi.md", texts)
    with small_site({}) as site:
        site.delay = 0.01
        paths = [f"/p{at}" for at in range(PAGES)]
        sources.write_text("\n".join(entry(site.url(path)) for path in paths), encoding="utf-8")
        settings = environment(
            data_dir=data, texts_dir=texts, sources=sources, crawl_pace_s=0, crawl_loopback=True, crawl_gone_after=99
        )
        longest = 0.0
        for kill in range(KILLS + 1):
            for path in paths if not kill else chance.sample(paths, 3):
                site.pages[path] = page(f"Sivu {path}", f"Sivun {path} sanamuoto on nyt numero {kill}, eikä muuta.")
            started = time.monotonic()
            process = subprocess.Popen(
                [sys.executable, "-m", "ingest", "run", "--allow-shrinking"],
                cwd=ROOT,
                env=settings,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            if not kill:  # one whole run, which tells how long one takes
                assert process.wait(120) == 0
                longest = time.monotonic() - started
                continue
            time.sleep(chance.uniform(0.3, 1.0) * longest)
            process.send_signal(signal.SIGKILL)
            process.wait()
            check_index(data)
        for _ in range(2):  # the first goes on with the last one that was killed, which has some pages behind it
            done = subprocess.run([sys.executable, "-m", "ingest", "run"], cwd=ROOT, env=settings, check=False)
            assert done.returncode == 0
        told = {path: site.pages[path] for path in paths}
    folder = current_build(data)
    assert folder is not None
    now = [d for d in Lines(folder / "documents.jsonl", DOCUMENT) if d.kind is not Kind.SUMMARY and d.current]
    assert sorted(document.title for document in now) == sorted(f"Sivu {path}" for path in paths)
    for document in now:
        body = told[document.title.removeprefix("Sivu ")]
        assert isinstance(body, str)
        assert document.text.strip() in body


def entry(url: str) -> str:
    return (
        f'[[source]]\nurl = "{url}"\ntitle = "Sivu"\nlanguage = "fi"\ndeal = "general"\nkind = "page"\ncited = false\n'
    )


def check_index(data: Path) -> None:
    """Whatever was cut off, there is an index that can be searched, and every page is in it once."""
    index = open_index(data, StaticEmbedder())
    now = [d.title for d in index.documents.values() if d.kind is not Kind.SUMMARY and d.current]
    index.close()
    assert sorted(now) == sorted(f"Sivu /p{at}" for at in range(PAGES))
