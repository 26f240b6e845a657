"""`python -m assistant.evaluation`: check the set, ask it, score, hold the gate, write the report."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from corpus.index import Index

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
_ANSWERS = Path("data/evaluation/answers.jsonl")
_REPORT = Path("data/evaluation/report.html")
_CANDIDATES = Path("data/evaluation/candidates.toml")
AnswersFile = Annotated[Path, typer.Option(help="The file of answers.")]


@app.callback()
def main() -> None:
    """How good the answers are. Exit codes: 0 well, 1 a fault or a floor that does not hold, 2 wrong settings."""


@app.command()
def check() -> None:
    """Hold the question set to its rules (docs/adding-questions.md)."""
    from assistant.evaluation.dataset import DatasetError, lint, read_set
    from assistant.evaluation.evaluate import texts_by_source
    from corpus.deals import read_deals
    from corpus.types import GENERAL

    try:
        given = read_set()
    except DatasetError as error:
        _leave(str(error))
    index = _index()
    if faults := lint(given, texts_by_source(index), frozenset({*read_deals(), GENERAL})):
        _leave("\n".join(faults))
    print(f"{len(given.questions)} questions, digest {given.digest}: no fault.")


@app.command()
def run(answers: AnswersFile = _ANSWERS) -> None:
    """Ask every question and write the answers to a file."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    from assistant.evaluation.dataset import read_set
    from assistant.evaluation.run import finnish_only, generate, write
    from assistant.settings import Settings
    from corpus.embedding import load_embedder

    given, assistant, settings = read_set(), _assistant(), Settings.read()
    embedder = load_embedder(settings.embedder, settings.prefixes)
    with (
        finnish_only(assistant.index.get(), embedder, settings.data_dir) as finnish,
        Progress(*Progress.get_default_columns(), MofNCompleteColumn(), console=Console(stderr=True)) as bar,
    ):
        task = bar.add_task("Asking", total=len(given.questions))
        write(answers, generate(assistant, given, finnish, progress=lambda done, _: bar.update(task, completed=done)))
    print(f"{len(given.questions)} answers in {answers}.")


@app.command()
def gate(answers: AnswersFile = _ANSWERS) -> None:
    """Hold the answers in the file to the floors."""
    from assistant.evaluation.evaluate import evaluate
    from assistant.evaluation.gate import check as hold
    from assistant.evaluation.gate import read_baseline, read_floors

    result = evaluate(answers, _index())
    if faults := hold(read_floors(), read_baseline(), result.run.header, result.table, result.scored):
        _leave("\n".join(faults))
    print("Every floor holds.")


@app.command()
def accept(
    answers: AnswersFile = _ANSWERS,
    lower_because: Annotated[str | None, typer.Option(help="Why floors may go down; kept with them.")] = None,
) -> None:
    """Make what the answers reach the floors."""
    from assistant.evaluation.evaluate import evaluate
    from assistant.evaluation.gate import LowerFloorError
    from assistant.evaluation.gate import accept as set_floors

    result = evaluate(answers, _index())
    try:
        set_floors(result.run.header, result.table, result.scored, today=date.today(), reason=lower_because)
    except LowerFloorError as error:
        _leave(str(error))
    print("The floors are what was reached.")


@app.command()
def report(answers: AnswersFile = _ANSWERS, out: Annotated[Path, typer.Option(help="The page.")] = _REPORT) -> None:
    """Write the report: one HTML page, and a Markdown summary beside it."""
    from assistant.evaluation.evaluate import evaluate
    from assistant.evaluation.report import write_report

    assistant = _assistant()
    write_report(evaluate(answers, assistant.index.get()), assistant, out)
    print(f"Open {out} (summary: {out.with_suffix('.md')}).")


@app.command()
def judge(
    answers: AnswersFile = _ANSWERS,
    runs: Annotated[int, typer.Option(min=1, help="How often each answer is judged.")] = 3,
    at_most: Annotated[int | None, typer.Option(min=1, help="Judge only so many answers, spread evenly.")] = None,
) -> None:
    """Ask the set chat model what it thinks of the answers in the file. It is an opinion, and no part of the gate."""
    from rich.console import Console
    from rich.progress import Progress

    from assistant.evaluation import judge as judging
    from assistant.evaluation.dataset import read_set
    from assistant.evaluation.run import read
    from assistant.providers import UnknownProvider
    from assistant.settings import Settings
    from assistant.wiring import build_chat_model
    from corpus.settings import read_or_exit

    try:
        model = build_chat_model(read_or_exit(Settings))
    except UnknownProvider as error:
        _leave(f"Wrong setting: GREENDEAL_CHAT_MODEL: {error}", 2)
    if model is None:
        _leave("A judge needs a chat model: set GREENDEAL_CHAT_MODEL (docs/chat-model.md).", 2)
    try:
        judged = judging.answers_in(read_set(), read(answers))
        judged = judged[:: -(-len(judged) // at_most)] if at_most and judged else judged
        with Progress(console=Console(stderr=True)) as bar:
            task = bar.add_task("Judging", total=len(judged) * runs)
            print(judging.report(judging.judge(model, judged, runs, progress=lambda: bar.advance(task))))
    except FileNotFoundError:
        _leave(f"There is no file {answers}. Make it: python -m assistant.evaluation run")
    except judging.NothingJudged as error:
        _leave(str(error))
    finally:
        model.close()


@app.command()
def export(out: Annotated[Path, typer.Option(help="The file of candidates.")] = _CANDIDATES) -> None:
    """Write what people asked and did not get answered well as candidates for the question set."""
    from datetime import UTC, datetime

    from assistant.evaluation.candidates import candidates, write
    from assistant.evaluation.dataset import read_set
    from assistant.settings import Settings
    from assistant.storage.database import DatabaseUrlError
    from assistant.storage.store import StoreUnavailable
    from assistant.wiring import build_store
    from corpus.deals import read_deals
    from corpus.settings import read_or_exit

    try:
        poor = build_store(read_or_exit(Settings)).poor(since=datetime.min.replace(tzinfo=UTC))
    except (DatabaseUrlError, StoreUnavailable) as error:
        _leave(f"The stored questions cannot be read. {error}")
    found = candidates(poor, (question.question for question in read_set().questions))
    if not found:
        print("Nothing to export: no stored question was answered badly that is not in the set already.")
        return
    write(out, found, read_deals())
    print(f"{len(found)} candidate{'s' * (len(found) > 1)} in {out}. How to go on: docs/adding-questions.md")


def _assistant() -> "Assistant":
    from assistant.providers import UnknownProvider
    from assistant.reranking import UnknownReranker
    from assistant.settings import Settings
    from assistant.wiring import build_assistant
    from corpus.dense import DenseIndexError
    from corpus.embedding import UnknownEmbedder
    from corpus.index import IndexUnusable
    from corpus.settings import read_or_exit

    try:
        assistant = build_assistant(read_or_exit(Settings))
        assistant.check()
    except (UnknownEmbedder, UnknownReranker, UnknownProvider) as error:
        _leave(f"Wrong setting: {error}", 2)
    except (IndexUnusable, DenseIndexError) as error:
        _leave(str(error))
    return assistant


def _index() -> "Index":
    return _assistant().index.get()


def _leave(message: str, code: int = 1) -> NoReturn:
    print(message, file=sys.stderr)
    raise SystemExit(code)


if __name__ == "__main__":
    app()
