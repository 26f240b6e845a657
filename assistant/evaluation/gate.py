"""The gate: floors that hold, and a drop beyond noise that names what got worse.

`floors.toml` has the floors of the measures, with the digests of the set and of the corpus that they were set on;
`baseline.json` the quality of each question's answer then.
"""

import json
import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.evaluation.metrics import interval
from assistant.evaluation.run import Record
from assistant.evaluation.score import Scored, Table

FOLDER = Path(__file__).parent
FLOORED = (
    "quality", "status right", "language right", "fact recall", "free of false claims", "citation precision",
    "citation recall", "figures proven", "fused found@5", "fused mrr",
)  # fmt: skip
_SLACK = 0.005
"""How far under what was reached a floor lies: half a fact of one question among a language's seventy or more."""
_WITHOUT_SLACK = frozenset({"free of false claims", "figures proven"})
_WORSE = 0.05  # a question whose quality fell by more is named


class LowerFloorError(Exception):
    """Floors would go down, and no reason was given; the message names them."""


@dataclass(frozen=True, slots=True)
class Floors:
    """What was reached before. `floors` by group and measure; `reasons` tells each lowering, newest last."""

    set: str
    corpus: str
    floors: Mapping[str, Mapping[str, float]]
    reasons: tuple[str, ...]


def read_floors(folder: Path = FOLDER) -> Floors:
    """Read `floors.toml`."""
    table = tomllib.loads((folder / "floors.toml").read_text(encoding="utf-8"))
    return Floors(table["set"], table["corpus"], table["floors"], tuple(table["reasons"]))


def check(
    floors: Floors, baseline: Mapping[str, float], header: Record, table: Table, scored: Sequence[Scored]
) -> list[str]:
    """What does not hold, one line a fault; empty when the gate lets it through."""
    faults = [
        f"The {what} has changed since the floors were set ({was}, now {header[what]}): look at the report, then "
        "`python -m assistant.evaluation accept` sets them anew."
        for what, was in (("set", floors.set), ("corpus", floors.corpus))
        if header[what] != was
    ]
    for group, measures in floors.floors.items():
        for name, floor in measures.items():
            reached = table.get(group, {}).get(name)
            if reached is None:
                faults.append(f"{group}: “{name}” was not measured; its floor is {floor:.3f}.")
            elif reached.mean < floor:
                faults.append(f"{group}: “{name}” is {reached.mean:.3f}, under its floor of {floor:.3f}.")
    if fallen := drop(baseline, scored):
        return faults + fallen
    return [*faults, *([f"Answers that got worse: {worse}."] if faults and (worse := _worse(baseline, scored)) else [])]


def drop(baseline: Mapping[str, float], scored: Sequence[Scored]) -> list[str]:
    """Whether answers got worse beyond noise: the 95 % interval of the mean change lies below zero. Names them."""
    changes = _changes(baseline, scored)
    if not changes or not any(changes.values()):
        return []
    _, high = interval(list(changes.values()))
    if high >= 0:
        return []
    average = sum(changes.values()) / len(changes)
    return [f"Answers got worse by {-average:.3f} on average, beyond noise: {_worse(baseline, scored)}."]


def _worse(baseline: Mapping[str, float], scored: Sequence[Scored]) -> str:
    """The questions whose quality fell, the deepest fall first."""
    fallen = sorted((change, name) for name, change in _changes(baseline, scored).items() if change < -_WORSE)
    return ", ".join(f"{name} ({change:+.2f})" for change, name in fallen)


def _changes(baseline: Mapping[str, float], scored: Sequence[Scored]) -> dict[str, float]:
    return {
        entry.question.id: entry.answer.quality - baseline[entry.question.id]
        for entry in scored
        if entry.question.id in baseline
    }


def accept(
    header: Record,
    table: Table,
    scored: Sequence[Scored],
    *,
    today: date,
    reason: str | None = None,
    folder: Path = FOLDER,
) -> None:
    """Raise the floors to what was reached, and make the answers the baseline.

    Raises LowerFloorError for a measure that is under its floor, unless there is a reason.
    """
    reached = {
        group: {name: measures[name].mean for name in FLOORED if name in measures} for group, measures in table.items()
    }
    new = {group: {name: _floor(name, value) for name, value in found.items()} for group, found in reached.items()}
    reasons: tuple[str, ...] = ()
    if (folder / "floors.toml").exists():
        old = read_floors(folder)
        lower = _keep_what_holds(old, reached, new)
        if lower and not reason:
            raise LowerFloorError("These floors would go down; say why with --lower-because:\n" + "\n".join(lower))
        reasons = (*old.reasons, *([f"{today.isoformat()}: {reason} ({'; '.join(lower)})"] if lower else []))
    lines = [
        "# The floors of the evaluation gate, written by `python -m assistant.evaluation accept`, not by hand.",
        f'set = "{header["set"]}"',
        f'corpus = "{header["corpus"]}"',
        f"reasons = {json.dumps(list(reasons), ensure_ascii=False)}",
    ]
    for group, measures in new.items():
        lines += ["", f'[floors."{group}"]', *(f'"{name}" = {value:.3f}' for name, value in measures.items())]
    (folder / "floors.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    qualities = {entry.question.id: round(entry.answer.quality, 4) for entry in scored}
    (folder / "baseline.json").write_text(json.dumps(qualities, indent=0) + "\n", encoding="utf-8")


def _keep_what_holds(
    old: Floors, reached: Mapping[str, Mapping[str, float]], new: dict[str, dict[str, float]]
) -> list[str]:
    """Put the old floors that still hold back into the new ones; one line for each that does not."""
    lower = []
    for group, measures in old.floors.items():
        for name, floor in measures.items():
            value = reached.get(group, {}).get(name, 0.0)
            if value < floor:
                lower.append(f"{group}: “{name}” from {floor:.3f} to {_floor(name, value):.3f}")
            else:
                new[group][name] = max(floor, new[group][name])
    return lower


def _floor(name: str, reached: float) -> float:
    slack = 0.0 if name in _WITHOUT_SLACK else _SLACK
    return math.floor((reached - slack) * 1000) / 1000


def read_baseline(folder: Path = FOLDER) -> dict[str, float]:
    """Read `baseline.json`."""
    baseline: dict[str, float] = json.loads((folder / "baseline.json").read_text(encoding="utf-8"))
    return baseline
