"""The report: one HTML page that needs nothing else, and a Markdown summary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.answering import Assistant
from assistant.evaluation.evaluate import Evaluation
from assistant.evaluation.gate import FOLDER, check, read_baseline, read_floors
from assistant.evaluation.metrics import by_status, grade
from assistant.evaluation.score import LISTS, Measure, Scored, Table, tabulate
from assistant.evaluation.variants import ablate, robustness

_SHOWN = (
    "quality", "fact recall", "complete", "free of false claims", "status right", "language right",
    "citation precision", "citation recall", "figures proven", "words read",
)  # fmt: skip
_RANKS = ("found@1", "found@5", "found@10", "mrr", "ndcg@10")


@dataclass(frozen=True, slots=True)
class _Bin:
    """Questions whose best passage holds a share of the question between `low` and `high`."""

    low: float
    high: float
    count: int
    answered: float
    right: float


def write_report(result: Evaluation, assistant: Assistant, out: Path) -> None:
    """Measure what the file of answers does not hold (ablation, robustness) and write both files."""
    tuning = [entry.question for entry in result.scored if entry.question.half == "tuning"]
    index = assistant.index.get()
    passages = {p.id: (p.subject, p.language, f"{p.heading} {p.text}") for p in index.passages}
    grades = {question.id: grade(question, passages) for question in tuning}
    faults = _faults(result)
    content = {
        "header": result.run.header,
        "written": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "table": result.table,
        "shown": _SHOWN,
        "ranks": _RANKS,
        "lists": LISTS,
        "faults": faults,
        "floors": read_floors().floors if (FOLDER / "floors.toml").exists() else {},
        "by_kind": tabulate(result.scored, lambda question: question.kinds),
        "by_deal": tabulate(result.scored, lambda question: [question.deal]),
        "statuses": by_status(
            [entry.question.status[0] for entry in result.scored], [e.record["answer"]["status"] for e in result.scored]
        ),
        "calibration": _calibration(result.scored),
        "times": _times(result.scored),
        "ablation": ablate(assistant, tuning, grades),
        "robustness": robustness(assistant, tuning),
        "questions": sorted(result.scored, key=lambda entry: (entry.answer.quality, entry.question.id)),
        "worst": [e for e in sorted(result.scored, key=_worst_first) if e.question.half == "tuning"][:10],
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    out.write_text(environment.get_template("report.html").render(content), encoding="utf-8")
    out.with_suffix(".md").write_text(_summary(result.table, faults, result), encoding="utf-8")


def _worst_first(entry: Scored) -> tuple[float, str]:
    return entry.answer.quality, entry.question.id


def _faults(result: Evaluation) -> list[str]:
    if not (FOLDER / "floors.toml").exists():
        return ["There are no floors yet: python -m assistant.evaluation accept"]
    return check(read_floors(), read_baseline(), result.run.header, result.table, result.scored)


def _calibration(scored: Sequence[Scored], bins: int = 10) -> list[_Bin]:
    """By how much of the question the best passage holds: how often there was an answer, and how often a right one."""
    found: list[_Bin] = []
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        entries = [
            e
            for e in scored
            if low <= e.record["evidence"].get("coverage", 0.0) < high
            or (number == bins - 1 and e.record["evidence"].get("coverage") == 1.0)
        ]
        if entries:
            answered = [entry for entry in entries if entry.record["answer"]["status"] == "answered"]
            right = sum(entry.answer.quality == 1 for entry in answered)
            found.append(
                _Bin(low, high, len(entries), len(answered) / len(entries), right / len(answered) if answered else 0.0)
            )
    return found


def _times(scored: Sequence[Scored]) -> dict[str, tuple[float, float]]:
    """The median and the 95th percentile of each stage, in milliseconds on the machine that answered."""
    stages: dict[str, list[float]] = {}
    for entry in scored:
        for stage, milliseconds in entry.record["timings_ms"].items():
            stages.setdefault(stage, []).append(milliseconds)
    cut = {stage: quantiles(values, n=20) for stage, values in stages.items() if len(values) > 1}
    return {stage: (values[9], values[18]) for stage, values in cut.items()}


def _summary(table: Table, faults: Sequence[str], result: Evaluation) -> str:
    """The measures by half and language as a Markdown table."""
    lines = [
        "# Evaluation",
        "",
        f"{len(result.scored)} questions (set {result.given.digest}), corpus {result.run.header['corpus']}, "
        f"embedder {result.run.header['embedder']}.",
        "",
        "The gate: " + ("every floor holds." if not faults else "; ".join(faults)),
        "",
        f"| half/language | {' | '.join((*_SHOWN, 'fused found@5', 'fused mrr'))} |",
        f"| --- |{' --- |' * (len(_SHOWN) + 2)}",
    ]
    for group, measures in table.items():
        cells = [_cell(measures, name) for name in (*_SHOWN, "fused found@5", "fused mrr")]
        lines.append(f"| {group} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(measures: Mapping[str, Measure], name: str) -> str:
    measure = measures.get(name)
    return "–" if measure is None else f"{measure.mean:.3f}"
