"""From the start of a process to its first answer. Imports nothing large: the children's memory is to be their own."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from statistics import median

_QUESTION = "mitä päiväkotisopimus velvoittaa tekemään?"
_ASSISTANT_ALONE = (
    "from assistant.settings import Settings; from assistant.wiring import build_assistant; "
    f"print(build_assistant(Settings.read()).ask({_QUESTION!r}).text)"
)
COMMANDS = {
    "`python -m assistant ask`": [sys.executable, "-m", "assistant", "ask", _QUESTION],
    "the assistant alone, without terminal and HTTP": [sys.executable, "-c", _ASSISTANT_ALONE],
}
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Started:
    """Seconds until the process has answered and ended (median, fastest), and its most memory in megabytes.

    `cpu` are the seconds of computing in it, which other programs on the machine lengthen least.
    """

    seconds: float
    fastest: float
    cpu: float
    peak: float


def first_answers() -> dict[str, Started]:
    """Each command in turn, over and over, on the index that is in use. Raises RuntimeError for one that fails."""
    runs: dict[str, list[tuple[float, float, float]]] = {name: [] for name in COMMANDS}
    for _ in range(_ROUNDS):
        for name, command in COMMANDS.items():
            runs[name].append(_run(command))
    found = {name: tuple(zip(*measured, strict=True)) for name, measured in runs.items()}
    return {
        name: Started(median(seconds), min(seconds), median(cpu), max(peaks))
        for name, (seconds, cpu, peaks) in found.items()
    }


def _run(command: list[str]) -> tuple[float, float, float]:
    """Seconds, those of computing, and megabytes: the kernel counts the parent's memory too, hence a small parent."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603  # our own program
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3
