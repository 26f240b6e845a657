"""The rows of the table: one measure, of each system, with the floors of the issue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.page import held, markdown

OURS = {"fused": "ours", "words": "ours, words alone", "vectors": "ours, vectors alone"}
"""Our lists by their names in `assistant.evaluation.run.LISTS`, and as they are shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """A measure: what it is, over how many, each system's value from 0 to 1, and the least that ours may reach."""

    measure: str
    count: int
    values: Mapping[str, float]
    floors: Mapping[str, float] = field(default_factory=dict)

    @property
    def ahead(self) -> bool:
        """Whether ours (fused) is ahead of every system that is not ours."""
        others = [value for name, value in self.values.items() if name not in OURS]
        return all(self.values["fused"] > value for value in others)


def table(rows: Sequence[Row], systems: Sequence[str]) -> str:
    """All rows as Markdown, each number with its floor."""
    columns = ["measure", "n", *(OURS.get(name, name) for name in systems), "ours ahead"]
    return markdown(columns, [_cells(row, systems) for row in rows])


def _cells(row: Row, systems: Sequence[str]) -> list[str]:
    return [row.measure, str(row.count), *(_cell(row, name) for name in systems), "yes" if row.ahead else "**no**"]


def _cell(row: Row, system: str) -> str:
    value = row.values.get(system)
    if value is None:
        return "–"
    return held(value, row.floors[system]) if system in row.floors else f"{value:.3f}"
