"""`python -m assistant`: ask in the terminal, or serve a program that speaks MCP."""

import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.settings import Settings

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
    from assistant.settings import Settings
    from assistant.terminal import show
    from assistant.types import Status
    from corpus.dense import DenseIndexError
    from corpus.index import IndexUnusable
    from corpus.settings import read_or_exit
    from corpus.types import LANGUAGES

    settings = read_or_exit(Settings)
    if not question.strip() or len(question) > 2000:
        _leave("The question must have 1 to 2000 characters.", 2)
    wanted = next((known for known in LANGUAGES if known == language), None)
    if language and wanted is None:
        _leave(f"Unknown language “{language}”. Known: {', '.join(LANGUAGES)}.", 2)
    assistant = _build(settings)
    if deal and deal not in assistant.deals:
        _leave(f"Unknown deal “{deal}”. Known: {', '.join(assistant.deals)}.", 2)
    try:
        assistant.check()
    except (IndexUnusable, DenseIndexError) as error:
        _leave(str(error), 3)
    answer = assistant.ask(question, language=wanted, deal=deal)
    if as_json:
        print(answer_json(answer).model_dump_json(indent=1))
    else:
        show(answer, assistant.texts[answer.language], Console())
    raise SystemExit({Status.ANSWERED: 0, Status.PARTIAL: 0, Status.ERROR: 3}.get(answer.status, 1))


@app.command()
def mcp() -> None:
    """Serve the tools ask and search to a program that speaks MCP, on standard input and output.

    Such a program starts this by itself: docs/interfaces.md has its settings. Exit codes: 0 the input has ended,
    2 wrong settings.
    """
    from assistant.mcp_server import serve
    from assistant.settings import Settings
    from assistant.storage.database import DatabaseUrlError
    from corpus.settings import read_or_exit

    settings = read_or_exit(Settings)
    try:
        serve(_build(settings), settings)
    except DatabaseUrlError as error:
        _leave(f"Wrong setting:\nGREENDEAL_DATABASE_URL: {error}", 2)


def _build(settings: "Settings") -> "Assistant":
    """The assistant, or the end with the setting that is wrong."""
    from assistant.providers import UnknownProvider
    from assistant.reranking import UnknownReranker
    from assistant.wiring import build_assistant
    from corpus.embedding import UnknownEmbedder

    try:
        return build_assistant(settings)
    except UnknownEmbedder as error:
        _leave(f"Wrong setting:\nGREENDEAL_EMBEDDER: {error}", 2)
    except UnknownReranker as error:
        _leave(f"Wrong setting:\nGREENDEAL_RERANKER: {error}", 2)
    except UnknownProvider as error:
        _leave(f"Wrong setting:\nGREENDEAL_CHAT_MODEL: {error}", 2)


def _leave(message: str, code: int) -> NoReturn:
    print(message, file=sys.stderr)
    raise SystemExit(code)


if __name__ == "__main__":
    app()
