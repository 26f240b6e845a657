"""`python -m ingest`: build the index of the bundled texts, or bring it up to date."""

import sys
import time
from typing import Annotated

import typer

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def build(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Embed everything anew, also what has not changed.")
    ] = False,
) -> None:
    """Build the index of the bundled texts, or bring it up to date.

    What has not changed is not embedded again. The index in use goes on serving until the new one is whole. Settings
    are GREENDEAL_… variables (see the README). Exit codes: 0 done, 1 not done, 2 wrong settings or options.
    """
    # imported here, so that --help need not wait for them
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    from corpus.dense import DenseIndexError
    from corpus.embedding import EmbedderFailed, UnknownEmbedder
    from corpus.glossary import GlossaryError
    from corpus.settings import IndexSettings, read_or_exit
    from corpus.sync import IndexBusy
    from ingest.bundled import TextError
    from ingest.run import NothingToIngest, run

    settings = read_or_exit(IndexSettings)
    start = time.perf_counter()
    try:
        with Progress(*Progress.get_default_columns(), MofNCompleteColumn(), console=Console(stderr=True)) as bar:
            task = bar.add_task("Embedding passages", total=None, visible=False)

            def show(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total, visible=total > 0)

            report = run(settings, rebuild=rebuild, progress=show)
    except (DenseIndexError, EmbedderFailed, GlossaryError, IndexBusy, NothingToIngest, TextError, OSError) as error:
        print(f"The index was not built: {error}", file=sys.stderr)
        raise SystemExit(1) from error
    except UnknownEmbedder as error:
        print(f"Wrong setting:\nGREENDEAL_EMBEDDER: {error}", file=sys.stderr)
        raise SystemExit(2) from error
    print(f"{report.synced} Index {report.synced.build}, {time.perf_counter() - start:.1f} s.")
    for suspicion in report.left_out:
        print(f"Suspicious: {suspicion}")


if __name__ == "__main__":
    app()
