"""`python -m training`: fetch the packages, make the model of `corpus/model` from them, score it."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from training.train import Step

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
_CORPUS = Path(__file__).parent.parent / "corpus"
Cache = Annotated[Path, typer.Option(envvar="MODEL_CACHE", help="Where the fetched packages are kept.")]
Folder = Annotated[Path, typer.Option("--model", help="The folder of the model.")]
Pud = Annotated[Path | None, typer.Option(envvar="PUD", help="PUD as a table (columns fi, sv, en), to score on.")]
_CACHE = Path("~/.cache/green-deal-model")
_STEPS = 200  # of training, between two lines of progress


@app.callback()
def main() -> None:
    """Make the model that the search uses. Exit codes: 0 done, 1 not done, 2 wrong options."""


@app.command()
def fetch(cache: Cache = _CACHE) -> None:
    """Fetch every package of training/packages.toml, check its digest and unpack it."""
    print(f"All packages are unpacked in {_unpacked(cache)}.")


@app.command()
def make(cache: Cache = _CACHE, model: Folder = _CORPUS / "model", pud: Pud = None) -> None:
    """Fetch, train, make the translation tables, write everything, and score."""
    # read by the library of threads when it is loaded: waiting threads leave the cores to others
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from training.make import make_model

    root = _unpacked(cache)
    start = time.perf_counter()
    make_model(root, _CORPUS / "glossary.csv", model, _say, _training)
    _say(f"The model is in {model} ({time.perf_counter() - start:.0f} s).")
    score(model, pud)


@app.command()
def score(model: Folder = _CORPUS / "model", pud: Pud = None) -> None:
    """Say how often the vectors alone find a translation first: in our texts, and in PUD where it is given."""
    from corpus.embedding import StaticEmbedder, UnknownEmbedder
    from training.score import PudError, own_scores, pud_scores

    try:
        embedder = StaticEmbedder(model)
        for one in own_scores(embedder):
            print(one)
        for one in pud_scores(embedder, pud) if pud else ():
            print(one)
    except (OSError, PudError, UnknownEmbedder) as error:
        _leave(f"The model was not scored: {error}")
    if pud is None:
        print("Not scored on PUD: PUD=/path/to/pud.tsv gives the file.")


def _unpacked(cache: Path) -> Path:
    from training.packages import PackageMissing, read_packages, unpacked

    try:
        return unpacked(read_packages(), cache.expanduser(), _say)
    except (PackageMissing, OSError) as error:
        _leave(f"The packages are not all there: {error}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _training(step: "Step") -> None:
    if step.number % _STEPS == 0 or step.number == step.total:
        _say(f"  step {step.number:,} of {step.total:,}, loss {step.loss:.2f}")


def _leave(message: str) -> NoReturn:
    _say(message)
    raise SystemExit(1)


if __name__ == "__main__":
    app()
