"""A run held to the one before it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from assistant.evaluation.evaluate import Evaluation
from assistant.evaluation.score import Measure, Scored

_SAME = 0.0005  # shown as no change, for three places are shown


class Former(BaseModel):
    """What is kept of a run for the next report: its means, and the quality of each question's answer."""

    model_config = ConfigDict(allow_inf_nan=False)

    header: dict[str, JsonValue]
    written: str
    means: dict[str, dict[str, float]]
    qualities: dict[str, float]


@dataclass(frozen=True, slots=True)
class Against:
    """The former run, and what to know of it. `better` and `worse` are questions with the change of their quality."""

    former: Former | None
    notes: Sequence[str]
    better: Sequence[tuple[Scored, float]]
    worse: Sequence[tuple[Scored, float]]

    def change(self, group: str, name: str, measure: Measure) -> float | None:
        """How far a mean has moved; 0 where three places do not show it, None where there was none before."""
        was = self.former.means.get(group, {}).get(name) if self.former else None
        if was is None:
            return None
        return 0.0 if abs(measure.mean - was) < _SAME else measure.mean - was


def hold_against(result: Evaluation, path: Path) -> Against:
    """Hold the run to the one before, which a damaged file does not prevent from being told."""
    try:
        former = Former.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Against(None, ["This is the first report here: the next one is held to it."], [], [])
    except (OSError, ValidationError) as error:
        told = "no JSON of its form" if isinstance(error, ValidationError) else error.strerror
        return Against(None, [f"{path.name} is damaged ({told}): no comparison this time; it is written anew."], [], [])
    header = result.run.header
    notes = [
        f"The former run was of another {what} ({former.header.get(key)}, now {header[key]}): the change is not the "
        "assistant's alone."
        for what, key in (("question set", "set"), ("corpus", "corpus"))
        if former.header.get(key) != header[key]
    ]
    known = [entry for entry in result.scored if entry.question.id in former.qualities]
    if len(known) < len(result.scored):
        new = len(result.scored) - len(known)
        notes.append(f"{new} {'question is' if new == 1 else 'questions are'} new since then.")
    moved = [(entry, entry.answer.quality - former.qualities[entry.question.id]) for entry in known]
    by_size = sorted(moved, key=lambda change: -abs(change[1]))
    return Against(former, notes, [m for m in by_size if m[1] > _SAME], [m for m in by_size if m[1] < -_SAME])


def keep(result: Evaluation, written: str) -> Former:
    """What the next report is held to."""
    means = {group: {name: found.mean for name, found in measures.items()} for group, measures in result.table.items()}
    qualities = {entry.question.id: entry.answer.quality for entry in result.scored}
    return Former(header=json.loads(json.dumps(result.run.header)), written=written, means=means, qualities=qualities)
