"""`python -m benchmarks.speed`: what search costs, from 1,000 to 100,000 passages, beside a bare Chroma query.

Timings vary with the machine and what else runs on it; ours and Chroma's are taken in turn, so that their ratio varies
least.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.page import IMAGES, markdown, put, within
from benchmarks.start import Started, first_answers

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
_RATIOS = {1_000: 3.0, 100_000: 2.0}  # of issue 4
_START, _MEMORY = 3.0, 300.0
_FOLDER = Path("data/benchmarks")
_MEASURES = _FOLDER / "speed.json"
_PLOT = IMAGES / "growth.svg"

Row = Mapping[str, Any]
"""One size: what `growth.Built` and `growth.Searched` have, as JSON."""


def measure(sizes: Sequence[int]) -> list[Row]:
    """Build and search an index of each size, each in processes of its own; what was measured is kept after each."""
    rows: list[Row] = []
    for size in sizes:
        folder = _FOLDER / str(size)
        print(f"{size:,} passages", file=sys.stderr)
        built = _growth("build", str(size), str(folder))
        rows.append(built | _growth("search", str(folder)))
        print(json.dumps(rows[-1]), file=sys.stderr)
        _MEASURES.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return rows


def _growth(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.growth", *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603  # our own program
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def tables(rows: Sequence[Row], starts: Mapping[str, Started]) -> str:
    """What was measured, each number with a ceiling beside it."""
    searching = [
        [
            f"{row['passages']:,}",
            *(f"{row[who][0]:.1f} / {row[who][1]:.1f}" for who in ("ours", "bare")),
            f"{row['first']:.1f}",
            within(row["ratio"], _RATIOS[row["passages"]], "×")
            if row["passages"] in _RATIOS
            else f"{row['ratio']:.2f}×",
        ]
        for row in rows
    ]
    growing = [
        [
            f"{row['passages']:,}",
            f"{row['seconds']:.0f}",
            *(f"{row[what]:.0f}" for what in ("peak", "disk")),
            f"{row['opening']:.1f}",
            f"{row['memory']:.0f}",
        ]
        for row in rows
    ]
    starting = [
        [name, within(s.seconds, _START, " s"), f"{s.fastest:.2f}", f"{s.cpu:.2f}", within(s.peak, _MEMORY, " MB")]
        for name, s in starts.items()
    ]
    return "\n\n".join(
        [
            f"Measured on {os.cpu_count()} shared cores, load {os.getloadavg()[1]:.1f} (five minutes).",
            markdown(
                [
                    "passages",
                    "ours, ms p50 / p95",
                    "Chroma alone, ms p50 / p95",
                    "ours, new question, ms",
                    "ours / Chroma",
                ],
                searching,
            ),
            markdown(
                ["passages", "build, s", "build, peak MB", "on disk, MB", "opening, s", "serving, MB"],
                growing,
            ),
            markdown(
                ["from start to the first answer", "median", "fastest, s", "computing, s", "memory at most"], starting
            ),
        ]
    )


def draw(rows: Sequence[Row], path: Path) -> None:
    """Time, memory, room and build time over the number of passages, both axes logarithmic."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot

    mpl.rcParams |= {"svg.hashsalt": "growth", "axes.spines.top": False, "axes.spines.right": False}
    sizes = [row["passages"] for row in rows]
    panels: dict[str, dict[str, list[float]]] = {
        "Search, ms (median)": {
            "ours": [row["ours"][0] for row in rows],
            "Chroma alone": [row["bare"][0] for row in rows],
        },
        "Memory, MB": {"serving": [row["memory"] for row in rows], "build, peak": [row["peak"] for row in rows]},
        "On disk, MB": {"index": [row["disk"] for row in rows]},
        "Build, s": {"from nothing": [row["seconds"] for row in rows]},
    }
    figure, axes = pyplot.subplots(2, 2, figsize=(9, 6), layout="constrained")
    for panel, (title, lines) in zip(axes.flat, panels.items(), strict=True):
        for marker, (name, values) in zip("os", lines.items(), strict=False):
            panel.loglog(sizes, values, marker=marker, label=name)
        panel.set_title(title, loc="left", fontsize=11)
        panel.set_xlabel("passages")
        panel.grid(alpha=0.3)
        panel.legend(frameon=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})


def alternative_text(rows: Sequence[Row]) -> str:
    """What the plot shows, in words."""
    first, last = rows[0], rows[-1]
    return (
        f"Growth from {first['passages']:,} to {last['passages']:,} passages. "
        f"Search: ours {first['ours'][0]:.1f} to {last['ours'][0]:.1f} ms, "
        f"Chroma alone {first['bare'][0]:.1f} to {last['bare'][0]:.1f} ms. "
        f"Memory when serving: {first['memory']:.0f} to {last['memory']:.0f} MB. "
        f"On disk: {first['disk']:.0f} to {last['disk']:.0f} MB. "
        f"Build: {first['seconds']:.0f} to {last['seconds']:.0f} s."
    )


def main() -> None:
    """Measure the sizes named (all without), print the tables and write them into docs/retrieval.md."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    _FOLDER.mkdir(parents=True, exist_ok=True)
    starts = first_answers()
    rows = measure(sizes)
    told = tables(rows, starts)
    print(told)
    if tuple(sizes) == SIZES:
        draw(rows, _PLOT)
        put("speed", f"{told}\n\n![{alternative_text(rows)}]({_PLOT.relative_to('docs')})")


if __name__ == "__main__":
    main()
