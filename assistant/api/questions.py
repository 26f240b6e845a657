"""The question of a program that has no fields of ours: read by the same rule as that of POST /api/ask."""

from pydantic import TypeAdapter, ValidationError

from assistant.api.schema import MOST_LETTERS, QuestionText

_RULE = TypeAdapter(QuestionText)


class QuestionUnusable(Exception):
    """The question is empty or too long; `key` is its text in the table `error`, `values` fill the gaps."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def read_question(text: str) -> str:
    """The question without what cannot be seen. Raises QuestionUnusable."""
    try:
        found: str = _RULE.validate_python(text)
    except ValidationError as error:
        if len(text) > MOST_LETTERS:
            raise QuestionUnusable("question_too_long", count=len(text), most=MOST_LETTERS) from error
        raise QuestionUnusable("no_question") from error
    return found
