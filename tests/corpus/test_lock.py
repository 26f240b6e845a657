"""One writer at a time, and who it is."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.lock import Busy, held
from tests.conftest import ROOT

HOLDER = """
import sys, time
from pathlib import Path
from corpus.lock import held
with held(Path(sys.argv[1]), "building the index"):
    print("held", flush=True)
    time.sleep(60)
"""


def hold(lock: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(lock)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_who_comes_second_is_told_who_is_at_what(tmp_path: Path) -> None:
    process = hold(tmp_path / "lock")
    try:
        with (
            pytest.raises(Busy, match=f"Process {process.pid} .* building the index since") as busy,
            held(tmp_path / "lock", "waiting"),
        ):
            pass
        assert str(tmp_path / "lock") in str(busy.value)
    finally:
        process.kill()
        process.communicate()


def test_a_lock_is_free_when_its_holder_was_killed(tmp_path: Path) -> None:
    process = hold(tmp_path / "lock")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert (tmp_path / "lock.holder").exists(), "it had no time to clear up"
    with held(tmp_path / "lock", "going on"):
        assert "going on" in (tmp_path / "lock.holder").read_text(encoding="utf-8")
    assert not (tmp_path / "lock.holder").exists()
