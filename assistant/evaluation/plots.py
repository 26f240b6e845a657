"""The plots of the report, and what they show: SVG that takes its colours and its letters from the page."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from assistant.evaluation.score import Measure, Scored, Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Times = Mapping[str, tuple[float, float]]
"""Of each stage: the median and the 95th percentile, in milliseconds."""

_PANELS = ("quality", "complete", "citation recall", "fused found@5")
_INK, _LINE, _FIRST, _SECOND = "#000001", "#000002", "#000003", "#000004"
# matplotlib knows no CSS variables: it draws in colours that nothing else has, and these are replaced
_ON_THE_PAGE = {_INK: "currentColor", _LINE: "var(--line)", _FIRST: "var(--green)", _SECOND: "var(--second)"}
_STYLE: Any = {
    "svg.fonttype": "none", "font.size": 10.5, "text.parse_math": False, "text.color": _INK, "axes.labelcolor": _INK,
    "axes.edgecolor": _LINE, "xtick.color": _LINE, "ytick.color": _LINE, "xtick.labelcolor": _INK,
    "ytick.labelcolor": _INK, "grid.color": _LINE, "grid.alpha": 0.5, "axes.spines.top": False,
    "axes.spines.right": False, "axes.titlesize": 10.5, "axes.titleweight": "bold", "axes.titlelocation": "left",
    "legend.frameon": False,
}  # fmt: skip
_HALVES = {"test": ("o", _FIRST), "tuning": ("s", _SECOND)}


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose best passage holds a share of the question between `low` and `high`.

    `answered` is the share that was answered, `right` the share of these that is fully right (None where none was).
    """

    low: float
    high: float
    count: int
    answered: float
    right: float | None


def calibrate(scored: Sequence[Scored], bins: int = 10) -> list[Bin]:
    """How often there was an answer, and a right one, by how much of the question the best passage holds."""
    members: dict[int, list[Scored]] = {}
    for entry in scored:
        held = entry.record["evidence"].get("coverage", 0.0)
        members.setdefault(min(int(held * bins), bins - 1), []).append(entry)
    return [_bin(number / bins, (number + 1) / bins, members[number]) for number in sorted(members)]


def _bin(low: float, high: float, entries: Sequence[Scored]) -> Bin:
    answered = [entry for entry in entries if entry.record["answer"]["status"] == "answered"]
    right = sum(entry.answer.quality == 1 for entry in answered)
    return Bin(low, high, len(entries), len(answered) / len(entries), right / len(answered) if answered else None)


def times(scored: Sequence[Scored]) -> Times:
    """How long each stage took, on the machine that answered."""
    stages: dict[str, list[float]] = {}
    for entry in scored:
        for stage, milliseconds in entry.record["timings_ms"].items():
            stages.setdefault(stage, []).append(milliseconds)
    cut = {stage: quantiles(values, n=20) for stage, values in stages.items() if len(values) > 1}
    return {stage: (values[9], values[18]) for stage, values in cut.items()}


def by_language(table: Table, floors: Mapping[str, Mapping[str, float]]) -> Markup:
    """The main scores of each language in both halves, with intervals; a bar marks the floor."""
    names = [name for name in _PANELS if any(name in measures for measures in table.values())]
    languages = list(dict.fromkeys(group.partition("/")[2] for group in reversed(table)))

    def draw(figure: "Figure") -> None:
        for axes, name in zip(figure.subplots(len(names), sharex=True, squeeze=False)[:, 0], names, strict=True):
            axes.set_title(name)
            for group, measures in table.items():
                if name in measures:
                    half, _, language = group.partition("/")
                    row = languages.index(language) + (0.17 if half == "test" else -0.17)
                    _dot(axes, row, measures[name], *_HALVES[half], floors.get(group, {}).get(name))
            _rows(axes, languages)
        _legend(figure, [(half, *_HALVES[half]) for half in _HALVES])

    told = "; ".join(f"{group} {measures['quality'].mean:.2f}" for group, measures in table.items())
    return _plot("language", f"Scores by language and half, with 95 % intervals. Quality: {told}.", 6.6, draw)


def by_kind(table: Table) -> Markup:
    """The quality of each kind of question with its interval, best first."""
    kinds = sorted(table, key=lambda kind: table[kind]["quality"].mean)

    def draw(figure: "Figure") -> None:
        axes = figure.subplots()
        for row, kind in enumerate(kinds):
            _dot(axes, row, table[kind]["quality"], *_HALVES["test"])
        _rows(axes, [f"{kind} ({table[kind]['quality'].count})" for kind in kinds])
        axes.set_xlabel("quality (in brackets: questions)")

    told = ", ".join(f"{kind} {table[kind]['quality'].mean:.2f}" for kind in reversed(kinds))
    return _plot("kind", f"Quality by kind of question, with 95 % intervals: {told}.", 1.2 + 0.3 * len(kinds), draw)


def evidence(bins: Sequence[Bin]) -> Markup:
    """The shares answered and fully right by what the best passage holds, over the number of questions."""
    middles = [(each.low + each.high) / 2 for each in bins]

    def draw(figure: "Figure") -> None:
        shares, counts = figure.subplots(2, sharex=True, height_ratios=(3, 1))
        shares.plot(middles, [each.answered for each in bins], "o-", color=_FIRST, label="answered")
        right = [(middle, each.right) for middle, each in zip(middles, bins, strict=True) if each.right is not None]
        shares.plot(*zip(*right, strict=True), "s--", color=_SECOND, label="of these fully right") if right else None
        shares.set(ylim=(-0.03, 1.05), ylabel="share")
        shares.grid(axis="y")
        shares.legend(loc="lower right")
        counts.bar_label(counts.bar(middles, [each.count for each in bins], width=0.08, color=_LINE), fontsize=9)
        counts.set(xlim=(0, 1), xlabel="share of the question that the best section holds", ylabel="questions")
        counts.margins(y=0.3)

    told = "; ".join(f"{each.low:.1f} to {each.high:.1f}: {each.answered:.0%} of {each.count}" for each in bins)
    return _plot("evidence", f"Share of questions answered by share held: {told}.", 4.2, draw)


def latency(times: Times) -> Markup:
    """The median and the 95th percentile of each stage, slowest first."""
    stages = sorted(times, key=lambda stage: times[stage])

    def draw(figure: "Figure") -> None:
        axes = figure.subplots()
        axes.set_xscale("log")
        for row, stage in enumerate(stages):
            median, high = (max(value, 0.01) for value in times[stage])
            axes.plot([median, high], [row, row], color=_LINE)
            axes.plot(median, row, "o", color=_FIRST)
            axes.plot(high, row, "s", color=_SECOND)
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
        _rows(axes, stages, share=False)
        axes.set_xlabel("milliseconds (each step ten times the one before)")
        _legend(figure, [("median", "o", _FIRST), ("95th percentile", "s", _SECOND)])

    told = "; ".join(f"{stage} {times[stage][0]:.1f} and {times[stage][1]:.1f}" for stage in reversed(stages))
    return _plot("latency", f"Median and 95th percentile of each stage in milliseconds: {told}.", 2.9, draw)


def _dot(axes: "Axes", row: float, measure: Measure, marker: str, colour: str, floor: float | None = None) -> None:
    axes.plot([measure.low, measure.high], [row, row], color=colour, linewidth=1.5)
    axes.plot(measure.mean, row, marker, color=colour, markersize=5)
    if floor is not None:
        axes.plot([floor, floor], [row - 0.17, row + 0.17], color=_INK, linewidth=1.5)


def _rows(axes: "Axes", names: Sequence[str], *, share: bool = True) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x")
    if share:
        axes.set_xlim(-0.02, 1.02)


def _legend(figure: "Figure", entries: Sequence[tuple[str, str, str]]) -> None:
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], marker=marker, color=colour, label=name) for name, marker, colour in entries]
    figure.legend(handles=handles, loc="outside upper right", ncols=len(handles))


def _plot(name: str, label: str, height: float, draw: Callable[["Figure"], None]) -> Markup:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    written = StringIO()
    # a salt of its own gives each plot ids of its own, the same in each run
    with rc_context(_STYLE), rc_context({"svg.hashsalt": name}):
        figure = Figure(figsize=(5, height), layout="constrained")
        draw(figure)
        silent = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(written, format="svg", transparent=True, metadata=silent)
    return _for_the_page(written.getvalue(), label)


def _for_the_page(drawn: str, label: str) -> Markup:
    """Without what would clash with the page: its own size, style sheet, fonts, and ids that nothing refers to."""
    view = re.search(r'viewBox="[^"]*"', drawn)
    head = Markup('<svg role="img" aria-label="{}" {}>').format(label, Markup(view[0] if view else ""))  # noqa: S704
    body = drawn[drawn.index(">", drawn.index("<svg")) + 1 :]
    body = re.sub(r"<style.*?</style>", "", body, flags=re.DOTALL)
    body = re.sub(r' id="[\w.]+_\d+"', "", body)
    body = re.sub(r"font-family: [^;\"]*;?", "", body)
    for drawn_in, shown_in in _ON_THE_PAGE.items():
        body = body.replace(drawn_in, shown_in)
    # drawn from measures alone: names of groups and kinds, which matplotlib has escaped
    return head + Markup(body)  # noqa: S704
