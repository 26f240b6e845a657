"""The report in short, as Markdown."""

from collections.abc import Mapping, Sequence
from html import escape

from assistant.evaluation.against import Against
from assistant.evaluation.evaluate import Evaluation
from assistant.evaluation.score import ACROSS, Measure, Scored, Table

SHOWN = (
    "quality", "fact recall", "complete", "free of false claims", "status right", "language right",
    "citation precision", "citation recall", "figures proven", "words read",
)  # fmt: skip


def summarise(
    result: Evaluation, faults: Sequence[str], floors: Mapping[str, Mapping[str, float]], against: Against
) -> str:
    """The measures, their floors and their changes by half and language, as Markdown."""
    head, table = result.run.header, result.table
    shown = [*SHOWN, "fused found@5", "fused mrr"]
    reached = {g: [_cell(m.get(name), floors.get(g, {}).get(name)) for name in shown] for g, m in table.items()}
    return "\n".join(
        [
            "# Evaluation\n",
            f"{len(result.scored)} questions (set {head['set']}), corpus {head['corpus']}, {head['embedder']}.\n",
            *([f"- The gate: {fault}" for fault in faults] or ["- The gate: every floor holds."]),
            "\nIn brackets: the floor.\n",
            *_markdown("half/language", shown, reached),
            "\n## Against the last run\n",
            *(f"- {note}" for note in against.notes),
            *(_changes(table, against) if against.former else []),
        ]
    ) + "\n"  # fmt: skip


def _changes(table: Table, against: Against) -> list[str]:
    rows = {
        name: [_change(against, group, name, m.get(name)) for group, m in table.items()] for name in measured(table)
    }
    lists = [
        f"- {what} ({len(moved)}): {', '.join(_moved(entry, by) for entry, by in moved) or 'none'}"
        for what, moved in (("Better", against.better), ("Worse", against.worse))
    ]
    was = against.former.written if against.former else ""
    return [f"- The last run was reported {was}.", *lists, "", *_markdown("change of", list(table), rows)]


def _moved(entry: Scored, by: float) -> str:
    """A question and its change; the wording of the test half stays unread."""
    asked = entry.question
    told = f" “{' '.join(escape(asked.question).split())}”" if asked.half == "tuning" else ""
    return f"{asked.id}{told} ({by:+.2f})"


def _change(against: Against, group: str, name: str, measure: Measure | None) -> str:
    by = against.change(group, name, measure) if measure else None
    return "–" if by is None else f"{by:+.3f}" if by else "0"


def _cell(measure: Measure | None, floor: float | None) -> str:
    return "–" if measure is None else f"{measure.mean:.3f}" + (f" ({floor:.3f})" if floor is not None else "")


def _markdown(corner: str, columns: Sequence[str], rows: Mapping[str, Sequence[str]]) -> list[str]:
    head = [f"| {corner} | {' | '.join(columns)} |", f"| --- |{' ---: |' * len(columns)}"]
    return head + [f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items()]


def measured(table: Table) -> list[str]:
    """The names of all measures, those of the answers first."""
    names = {name for measures in table.values() for name in measures}
    return [name for name in SHOWN if name in names] + sorted(names - {*SHOWN}, key=lambda n: (ACROSS in n, n))
