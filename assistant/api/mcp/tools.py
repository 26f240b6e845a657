"""The tools `ask` and `search`: what a model reads of them, and what they give it.

To import this takes a second, since the package `mcp` does: whoever needs it imports it inside a function.
"""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

from anyio import to_thread
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, Field
from starlette.requests import Request

from assistant import __version__
from assistant.answering import Assistant
from assistant.api.limits import RateLimit
from assistant.api.problems import ProblemResponse, unavailable_because
from assistant.api.questions import QuestionUnusable, read_question
from assistant.api.records import Records
from assistant.api.schema import MOST_LETTERS, AnswerOut, SearchOut, answer_json, hit_json
from assistant.api.written import written, written_hits
from assistant.texts import Texts
from assistant.types import Status
from corpus.dense import DenseIndexError
from corpus.index import IndexUnusable
from corpus.types import Language

_SUBJECT = (
    "Finland's procurement green deals: voluntary agreements in which public buyers (cities, state agencies, "
    "procurement companies) commit themselves to greener purchasing. Two deals are covered: emission-free construction "
    "sites, and harmful substances in early childhood education (daycare)"
)
_INSTRUCTIONS = (
    f"Answers from the texts of {_SUBJECT}. Every sentence of an answer is checked against a stored text, and comes "
    "with the page that says it. Use `ask` for a question; use `search` to read the passages themselves. Keep the "
    "citation numbers, the sources and the notices (such as that an agreement's term has ended) in what you tell the "
    "user. What the material does not tell is answered so: do not fill it in from elsewhere."
)
_ASK = (
    f"Answer one question about {_SUBJECT}: what they commit to, who signed, goals, dates, criteria, how to join, the "
    "law around them. The answer consists of checked sentences with citation numbers and ends with its sources; "
    "`status` tells whether it is whole (`answered`), `partial`, `not_found` in the material, `out_of_scope` or "
    "`refused`. Ask one self-contained question at a time: earlier calls are not remembered."
)
_SEARCH = (
    f"Search the stored texts on {_SUBJECT}, and give the passages that fit best, with their scores, pages and dates. "
    "No answer is made of them. `current` is false for a text that a newer one has replaced."
)

Deal = Annotated[str | None, Field(description="Id of the deal that is meant; without it, those that the words name.")]
Question = Annotated[str, Field(description=f"In Finnish, Swedish or English; at most {MOST_LETTERS} characters.")]


def build_server(assistant: Assistant, records: Records, limit: RateLimit | None = None) -> MCPServer[object]:
    """The MCP server; `limit` holds back visitors that come over HTTP."""
    server: MCPServer[object] = MCPServer(
        "green-deal-assistant",
        title="Procurement green deals",
        instructions=_INSTRUCTIONS,
        version=__version__,
        log_level="WARNING",
        subscriptions=False,
    )
    tools = _Tools(assistant, records, limit)
    reads_only = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    known = f" Known deals: {', '.join(assistant.deals)}."
    server.add_tool(tools.ask, title="Ask", description=_ASK + known, annotations=reads_only)
    server.add_tool(tools.search, title="Search", description=_SEARCH + known, annotations=reads_only)
    return server


class _Tools:
    """The tools. What is wrong with a call is told as a ToolError, in its language, else in English."""

    def __init__(self, assistant: Assistant, records: Records, limit: RateLimit | None) -> None:
        self._assistant = assistant
        self._records = records
        self._limit = limit

    async def ask(
        self,
        question: Question,
        context: Context[object],
        language: Annotated[
            Language | None, Field(description="Language of the answer; without it, the question's own.")
        ] = None,
        deal: Deal = None,
    ) -> Annotated[CallToolResult, AnswerOut]:
        """Answer, and keep the answer as POST /api/ask does."""
        texts = self._texts(language)
        self._admit(context, texts)
        asked = self._read(question, deal, texts)
        answer = await to_thread.run_sync(partial(self._assistant.ask, asked, language=language, deal=deal))
        self._records.save_later(self._assistant, answer, asked)
        if answer.status is Status.ERROR:
            raise ToolError(answer.text)
        return _result(written(answer, self._assistant.texts[answer.language]), answer_json(answer))

    async def search(
        self,
        query: Question,
        k: Annotated[int, Field(ge=1, le=50, description="How many passages.")] = 5,
        language: Annotated[
            Language | None, Field(description="Language of the query; without it, it is found out.")
        ] = None,
        deal: Deal = None,
    ) -> Annotated[CallToolResult, SearchOut]:
        """The ranked passages alone."""
        texts = self._texts(language)
        wanted = self._read(query, deal, texts)
        try:
            hits = await to_thread.run_sync(partial(self._assistant.search, wanted, k, language, deal))
        except (IndexUnusable, DenseIndexError) as error:
            raise ToolError(unavailable_because(error, texts)) from error
        return _result(written_hits(hits, texts), SearchOut(hits=[hit_json(hit) for hit in hits]))

    def _texts(self, language: Language | None) -> Texts:
        return self._assistant.texts[language or "en"]

    def _admit(self, context: Context[object], texts: Texts) -> None:
        request = context.request_context.request
        if self._limit is None or not isinstance(request, Request):
            return
        try:
            self._limit.check(request)
        except ProblemResponse as refused:
            raise ToolError(texts.get("error", refused.key, **refused.values)) from refused

    def _read(self, text: str, deal: str | None, texts: Texts) -> str:
        deals: Sequence[str] = tuple(self._assistant.deals)
        if deal is not None and deal not in deals:
            raise ToolError(texts.get("error", "unknown_deal", deal=deal, known=", ".join(deals)))
        try:
            return read_question(text)
        except QuestionUnusable as error:
            raise ToolError(texts.get("error", error.key, **error.values)) from error


def _result(text: str, whole: BaseModel) -> CallToolResult:
    """The text for a model to read, and the same in parts for a program."""
    return CallToolResult(
        content=[TextContent(type="text", text=text)], structured_content=whole.model_dump(mode="json")
    )
