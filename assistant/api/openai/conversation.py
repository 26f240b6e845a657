"""A request in OpenAI's shape -> the question and its history; what cannot be done is refused in plain words."""

from assistant.api.openai.schema import MODEL, ChatIn
from assistant.api.problems import FieldError, ProblemResponse
from assistant.api.questions import QuestionUnusable, read_question
from assistant.api.schema import MOST_LETTERS_BEFORE, MOST_TURNS, TurnIn
from assistant.types import Turn


def known_model(name: str) -> None:
    """Raises a 404 problem where the model is not ours."""
    if name != MODEL:
        raise _refused(404, "unknown_model", "model", model=name, known=MODEL)


def read_conversation(body: ChatIn) -> tuple[str, list[Turn]]:
    """The question, which is the last message of the user, and what was said before it, the newest 20 messages.

    Messages of the system, a developer or a tool are left unread: nothing that is said changes how answers are made.
    Raises ProblemResponse.
    """
    known_model(body.model)
    if body.n not in (None, 1):
        raise _refused(400, "one_choice", "n")
    if body.response_format and body.response_format.type != "text":
        raise _refused(400, "no_format", "response_format")
    spoken = [(place, message) for place, message in enumerate(body.messages) if message.role in ("user", "assistant")]
    while spoken and spoken[-1][1].role != "user":
        spoken.pop()
    if not spoken:
        raise _refused(400, "no_user_message", "messages")
    for place, message in spoken:
        if message.role == "user" and message.has_other_than_text():
            raise _refused(400, "text_only", f"messages.{place}.content")
    place, last = spoken.pop()
    try:
        question = read_question(last.text())
    except QuestionUnusable as error:
        raise _refused(400, error.key, f"messages.{place}.content", **error.values) from error
    turns = [
        TurnIn(role="user" if said.role == "user" else "assistant", content=said.text()[:MOST_LETTERS_BEFORE])
        for _, said in spoken[-MOST_TURNS:]
    ]
    return question, [turn.turn() for turn in turns if turn.content]


def _refused(status: int, key: str, field: str, **values: object) -> ProblemResponse:
    return ProblemResponse(status, key, errors=[FieldError(field=field, message=key)], headers=None, **values)
