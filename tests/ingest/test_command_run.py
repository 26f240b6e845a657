"""`python -m ingest run`, `check` and `remove` as a person meets them: what is said, and what is left behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.lock import held
from ingest.report.as_json import from_json
from ingest.report.page import latest
from ingest.report.texts import read_texts
from ingest.types import Reason
from tests.conftest import ROOT, TEXTS
from tests.ingest.small_site import SmallSite, page, small_site
from tests.processes import environment

TEXT = "Sopimuksen osapuolet tavoittelevat työmaita, joilla ei synny päästöjä."
HOSTILE = "Sopimus \x1b[31m[red]punainen[/red] koskee työmaita ja niiden kuljetuksia."


@dataclass
class Machine:
    """The site, and the folder in which the command is run."""

    site: SmallSite
    folder: Path

    @property
    def settings(self) -> dict[str, str]:
        return environment(
            data_dir=self.folder / "data",
            texts_dir=self.folder / "texts",
            sources=self.folder / "sources.toml",
            crawl_pace_s=0,
            crawl_loopback=True,
        )

    def ingest(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ingest", *arguments],
            cwd=ROOT,
            env=self.settings,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start(self, *arguments: str, stdout: int = subprocess.PIPE) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "ingest", *arguments]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.settings,
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=_mind_interrupts,
        )


def _mind_interrupts() -> None:
    """A shell that runs the tests behind itself has Ctrl+C ignored, and what is started inherits that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    (tmp_path / "texts").mkdir()
    shutil.copy(TEXTS / "neighbours" / "car-trade.fi.md", tmp_path / "texts")
    with small_site({"/sites": page("Päästöttömät työmaat", TEXT)}) as site:
        (tmp_path / "sources.toml").write_text(
            f'[[source]]\nurl = "{site.url("/sites")}"\ntitle = "Työmaat"\nlanguage = "fi"\n'
            'deal = "emission-free-sites"\nkind = "page"\ncited = false\nofficial = true\n',
            encoding="utf-8",
        )
        yield Machine(site, tmp_path)


def test_an_address_that_gives_nothing_is_told_in_plain_words_of_the_language(machine: Machine) -> None:
    done = machine.ingest("check", machine.site.url("/gone"), "--language", "sv")
    texts = read_texts("sv")
    assert done.returncode == 1
    assert texts.reason(Reason.GONE) in done.stderr
    assert texts.remedy(Reason.GONE) in done.stderr
    assert "gone:" not in done.stderr


def test_an_address_is_shown_in_the_language_asked_for_and_its_text_commands_no_terminal(machine: Machine) -> None:
    machine.site.pages["/sites"] = page("Työmaat [bold]", TEXT, HOSTILE)
    done = machine.ingest("check", machine.site.url("/sites"), "--language", "fi")
    assert done.returncode == 0, done.stderr
    assert "sopimus ja laji: Päästöttömät työmaat -sopimus, verkkosivu, virallinen" in done.stdout
    assert "[red]punainen[/red]" in done.stdout
    assert "Työmaat [bold]" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_run_that_is_stopped_says_so_in_one_line_and_is_gone_on_with(machine: Machine) -> None:
    """Ctrl+C while a server lets us wait: the program does not wait for it."""
    machine.site.delay = 15
    process = machine.start("run")
    while not list(machine.folder.glob("data/fetched/archive.db")):
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(1)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.rstrip().splitlines()[-1].endswith("what it fetched is kept: stopped by Ctrl+C.")
    assert "Traceback" not in errors
    machine.site.delay = 0
    again = machine.ingest("run")
    assert again.returncode == 0, again.stderr
    assert "1 is new" in again.stdout


def test_a_report_that_no_one_reads_to_its_end_is_written_all_the_same(machine: Machine) -> None:
    """`python -m ingest run | head` closes the pipe."""
    reading, writing = os.pipe()
    process = machine.start("run", stdout=writing)
    os.close(writing)
    os.close(reading)
    _, errors = process.communicate(timeout=120)
    assert "Traceback" not in errors
    written = latest(machine.folder / "data" / "reports")
    assert written is not None
    assert len(from_json((written / "report.json").read_text(encoding="utf-8")).entries) == 1


def test_a_page_that_is_noted_while_the_index_is_being_built_is_said_to_be_noted(machine: Machine) -> None:
    assert machine.ingest("run").returncode == 0
    url = machine.site.url("/sites")
    with held(machine.folder / "data" / "index" / "lock", "building the index"):
        done = machine.ingest("remove", url)
    assert done.returncode == 1
    assert f"{url} is noted, and the index is as it was" in done.stderr
    run = machine.ingest("run")
    assert "1 has been taken out" in run.stdout


@pytest.mark.parametrize("command", [[], ["remove", "https://deals.fi/"]])
def test_while_one_writes_what_was_fetched_no_other_does(machine: Machine, command: list[str]) -> None:
    assert machine.ingest("run").returncode == 0
    with held(machine.folder / "data" / "fetched.lock", "fetching"):
        done = machine.ingest(*command)
    assert done.returncode == 1
    assert f"Process {os.getpid()} on" in done.stderr
    assert "has been fetching since" in done.stderr
    assert "Traceback" not in done.stderr
