"""The report: one HTML page that needs nothing else, and a Markdown summary; both tell what the last run changed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.answering import Assistant
from assistant.evaluation import plots
from assistant.evaluation.ablation import ablate
from assistant.evaluation.against import hold_against, keep
from assistant.evaluation.dataset import normalise
from assistant.evaluation.evaluate import Evaluation
from assistant.evaluation.gate import FOLDER, check, read_baseline, read_floors
from assistant.evaluation.metrics import by_status, grade
from assistant.evaluation.robustness import robustness
from assistant.evaluation.score import ACROSS, Scored, Table, answer_text, tabulate
from assistant.evaluation.summary import SHOWN, measured, summarise

_RANKS = ("found@1", "found@5", "found@10", "mrr", "ndcg@10")
_RANKINGS = (
    ("By words alone", "words "),
    ("By vectors alone", "vectors "),
    ("Fused, with all signals", "fused "),
    ("Across languages (Finnish texts alone): by words", f"{ACROSS}words "),
    ("Across languages (Finnish texts alone): by vectors", f"{ACROSS}vectors "),
    ("Across languages (Finnish texts alone): fused", f"{ACROSS}fused "),
)
"""The tables of the retrieval section: title, and what begins the names of their measures."""

_HEADLINE = {
    "quality": "What people get: the share of the facts, nothing for a wrong answer",
    "complete": "Answers that hold every fact",
    "free of false claims": "Answers without a false claim",
    "citation recall": "Facts told that a right quote proves",
    "fused found@5": "Questions with a right section among the first five",
}
Variants = Sequence[tuple[str, str, Mapping[str, Mapping[str, float]]]]
"""Tables of variants: title, caption, and the measures of each variant, the first being what the rest is held to."""


def write_report(result: Evaluation, assistant: Assistant, out: Path) -> None:
    """Measure what the file of answers does not hold (ablation, robustness) and write the report."""
    tuning = [entry.question for entry in result.scored if entry.question.half == "tuning"]
    passages = {p.id: (p.subject, p.language, f"{p.heading} {p.text}") for p in assistant.index.get().passages}
    grades = {question.id: grade(question, passages) for question in tuning}
    parts, moves = ablate(assistant, tuning, grades), robustness(assistant, tuning)
    variants = (
        ("What each part gives", "Rank measures on the tuning half with one part switched off", _rows(parts)),
        (
            "How steady the answers are",
            "Share of the same sections that answer when the wording changes, and the quality then (tuning half)",
            _rows(moves),
        ),
    )
    write_pages(result, variants, out)


def write_pages(result: Evaluation, variants: Variants, out: Path, floors_in: Path = FOLDER) -> None:
    """Write the page, the Markdown summary and, for the next report, what this run reached; each file whole or not."""
    kept = out.with_suffix(".last.json")
    against = hold_against(result, kept)
    floors, faults = _floors(result, floors_in)
    written = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    head = {
        "written": written, "result": result, "floors": floors, "faults": faults, "against": against, "shown": SHOWN,
        "headline": _HEADLINE, "main": "test" if "test/all" in result.table else "tuning",
    }  # fmt: skip
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("report.html").render(head | _sections(result, variants, floors))
    out.parent.mkdir(parents=True, exist_ok=True)
    _write(out, page)
    _write(out.with_suffix(".md"), summarise(result, faults, floors, against))
    _write(kept, keep(result, written).model_dump_json(indent=0))


def _sections(result: Evaluation, variants: Variants, floors: Mapping[str, Mapping[str, float]]) -> dict[str, object]:
    """What the page shows beneath its head."""
    scored = result.scored
    by_kind = tabulate(scored, lambda question: question.kinds)
    bins, times = plots.calibrate(scored), plots.times(scored)
    given = [entry.record["answer"]["status"] for entry in scored]
    return {
        "by_kind": by_kind,
        "by_deal": tabulate(scored, lambda question: [question.deal]),
        "statuses": by_status([entry.question.status[0] for entry in scored], given),
        "retrieval": [(title, found) for title, begin in _RANKINGS if (found := _ranks(result.table, begin))],
        "ranks": _RANKS,
        "measured": measured(result.table),
        "variants": [variant for variant in variants if variant[2]],
        "calibration": bins,
        "times": times,
        "plots": {
            "language": plots.by_language(result.table, floors),
            "kind": plots.by_kind(by_kind),
            "evidence": plots.evidence(bins),
            "latency": plots.latency(times),
        },
        "questions": sorted(scored, key=lambda entry: (entry.answer.quality, entry.question.id)),
        "false_claims": {entry.question.id: _false_claims(entry) for entry in scored if entry.answer.false_claims},
    }


def _ranks(table: Table, begin: str) -> Table:
    """The rank measures whose names begin so, without that beginning."""
    found = {
        group: {name: measures[begin + name] for name in _RANKS if begin + name in measures}
        for group, measures in table.items()
    }
    return {group: measures for group, measures in found.items() if measures}


def _rows(variants: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """The measures of each variant, be they a mapping or a dataclass."""
    return {name: asdict(found) if is_dataclass(found) else found for name, found in variants.items()}  # type: ignore[arg-type]


def _false_claims(entry: Scored) -> list[str]:
    text = normalise(" ".join(sentence for sentence, _ in answer_text(entry.record["answer"]).sentences))
    return [never.why for never in entry.question.never if never.said_by(text)]


def _floors(result: Evaluation, folder: Path) -> tuple[Mapping[str, Mapping[str, float]], list[str]]:
    """The floors, and what does not hold."""
    try:
        floors, baseline = read_floors(folder), read_baseline(folder)
    except FileNotFoundError:
        return {}, ["There are no floors yet; set them with: python -m assistant.evaluation accept"]
    return floors.floors, check(floors, baseline, result.run.header, result.table, result.scored)


def _write(path: Path, text: str) -> None:
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)
