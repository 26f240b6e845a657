"""`python -m ingest`: its help, its exit codes, and what a killed build leaves behind."""

import os
import re
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
from tests.conftest import ROOT, TEXTS
from tests.processes import environment, run


def test_help_tells_the_use_and_comes_at_once() -> None:
    start = time.perf_counter()
    done = run("-X", "importtime", "-m", "ingest", "--help")
    assert done.returncode == 0
    assert "--rebuild" in done.stdout
    assert "Exit codes" in done.stdout
    # the time itself depends on the machine; what costs it is what is imported
    assert not {"chromadb", "numpy", "sklearn"} & {line.split("|")[-1].strip() for line in done.stderr.splitlines()}
    assert time.perf_counter() - start < 60


def test_a_build_and_a_second_run_report_what_they_did(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    shutil.copytree(TEXTS / "neighbours", texts)
    first = run("-m", "ingest", data_dir=tmp_path / "data", texts_dir=texts)
    assert first.returncode == 0, first.stderr
    assert "documents added" in first.stdout
    second = run("-m", "ingest", data_dir=tmp_path / "data", texts_dir=texts)
    assert "Nothing has changed" in second.stdout


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    done = run("-m", "ingest", data_dir=tmp_path / "data", texts_dir=tmp_path / "nowhere")
    assert done.returncode == 1
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_text_is_named_and_nothing_is_built(tmp_path: Path) -> None:
    (tmp_path / "broken.fi.md").write_text("no front matter", encoding="utf-8")
    done = run("-m", "ingest", data_dir=tmp_path / "data", texts_dir=tmp_path)
    assert done.returncode == 1
    assert "broken.fi.md" in done.stderr
    assert "Traceback" not in done.stderr
    assert current_build(tmp_path / "data") is None


def test_an_unknown_embedder_is_a_wrong_setting(tmp_path: Path) -> None:
    done = run("-m", "ingest", data_dir=tmp_path / "data", embedder="nothing")
    assert done.returncode == 2
    assert "GREENDEAL_EMBEDDER" in done.stderr
    assert "Known: static" in done.stderr


@pytest.mark.parametrize("seconds_in", [0.0, 0.2, 0.6])
def test_a_killed_build_leaves_the_old_index_serving(tmp_path: Path, data: Path, seconds_in: float) -> None:
    """kill -9 while the new build is being written: the old answers stand, and the next run goes through."""
    shutil.copytree(data, tmp_path / "data")
    old = current_build(tmp_path / "data")
    assert old is not None
    texts = tmp_path / "texts"
    shutil.copytree(TEXTS, texts)
    for path in texts.rglob("*.md"):
        new = re.sub(r'(?m)^title: (["\']?)', r"title: \1Uusi ", path.read_text(encoding="utf-8"))
        path.write_text(new, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "ingest"],
        cwd=ROOT,
        env=environment(data_dir=tmp_path / "data", texts_dir=texts),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    index = tmp_path / "data" / "index"
    deadline = time.monotonic() + 60
    while len([path for path in index.iterdir() if path.is_dir()]) < 2:
        assert process.poll() is None
        assert time.monotonic() < deadline, "the new build never began"
        time.sleep(0.005)
    time.sleep(seconds_in)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    if current_build(tmp_path / "data") == old:
        opened = open_index(tmp_path / "data", StaticEmbedder())
        assert len(opened.search_meaning("työmaa", "fi", 3).positions)
        assert len(opened.search_words([[(("työmaa",), 1.0)]], 3).positions)
        opened.close()
    again = run("-m", "ingest", data_dir=tmp_path / "data", texts_dir=texts)
    assert again.returncode == 0, again.stderr
    opened = open_index(tmp_path / "data", StaticEmbedder())
    assert all(passage.title.startswith("Uusi") for passage in opened.passages)
    opened.close()
