"""`python -m assistant`: ask in the terminal."""

import sys
from typing import Annotated, NoReturn

import typer

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Answers questions about Finland's procurement green deals from their own texts."""


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in Finnish, Swedish or English.")],
    language: Annotated[str | None, typer.Option(help="fi, sv or en; else the question's own language.")] = None,
    deal: Annotated[str | None, typer.Option(help="The id of the deal that is meant.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what POST /api/ask gives.")] = False,
) -> None:
    """Answer one question, with its sources.

    Exit codes: 0 answered, 1 the material does not tell (or the question is about something else), 2 wrong settings or
    options, 3 the index cannot be searched.
    """
    # imported here, so that --help need not wait for them
    from rich.console import Console

    from assistant.api.schema import answer_json
    from assistant.providers import UnknownProvider
    from assistant.reranking import UnknownReranker
    from assistant.settings import Settings
    from assistant.terminal import show
    from assistant.types import Status
    from assistant.wiring import build_assistant
    from corpus.dense import DenseIndexError
    from corpus.embedding import UnknownEmbedder
    from corpus.index import IndexUnusable
    from corpus.settings import read_or_exit
    from corpus.types import LANGUAGES

    settings = read_or_exit(Settings)
    if not question.strip() or len(question) > 2000:
        _leave("The question must have 1 to 2000 characters.", 2)
    wanted = next((known for known in LANGUAGES if known == language), None)
    if language and wanted is None:
        _leave(f"Unknown language “{language}”. Known: {', '.join(LANGUAGES)}.", 2)
    try:
        assistant = build_assistant(settings)
        if deal and deal not in assistant.deals:
            _leave(f"Unknown deal “{deal}”. Known: {', '.join(assistant.deals)}.", 2)
        assistant.check()
    except UnknownEmbedder as error:
        _leave(f"Wrong setting:\nGREENDEAL_EMBEDDER: {error}", 2)
    except UnknownReranker as error:
        _leave(f"Wrong setting:\nGREENDEAL_RERANKER: {error}", 2)
    except UnknownProvider as error:
        _leave(f"Wrong setting:\nGREENDEAL_CHAT_MODEL: {error}", 2)
    except (IndexUnusable, DenseIndexError) as error:
        _leave(str(error), 3)
    answer = assistant.ask(question, language=wanted, deal=deal)
    if as_json:
        print(answer_json(answer).model_dump_json(indent=1))
    else:
        show(answer, assistant.texts[answer.language], Console())
    raise SystemExit({Status.ANSWERED: 0, Status.PARTIAL: 0, Status.ERROR: 3}.get(answer.status, 1))


def _leave(message: str, code: int) -> NoReturn:
    print(message, file=sys.stderr)
    raise SystemExit(code)


if __name__ == "__main__":
    app()
