"""Questions that people asked in vain, as candidates for the question set; a person makes questions of them."""

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from assistant.masking import mask
from assistant.storage.store import PoorQuestion, same_question
from corpus.types import GENERAL

_HEAD = """\
# Candidates for the question set: what people asked and did not get answered well. Nothing reads this file.
# How to make questions of them: docs/adding-questions.md, “Questions that people asked”. Personal data is masked by
# machine; read each text for names and addresses all the same before you take it over.
"""
_TO_FILL_IN = """\
# To fill in; then make it [[question]] and take away what the set does not have: question_used to comments, and this.
# id =        the theme and a number, such as "sites-goals-31"
# kinds =     one or more of the kinds in docs/adding-questions.md, the main one first
# status =    the right status, which need not be the one that was given
# facts =     what a full answer holds, with every form; leave out where the material does not tell
# never =     what it must not say, and why
# sources =   ids of the texts in which a right answer stands
# history =   what was asked before it, where the question does not stand alone
"""


def candidates(poor: Iterable[PoorQuestion], known: Iterable[str]) -> list[PoorQuestion]:
    """The questions that are not in the set, whose questions are `known`."""
    had = {same_question(question) for question in known}
    return [question for question in poor if not had & {question.key, same_question(question.question)}]


def write(path: Path, questions: Sequence[PoorQuestion], deals: Collection[str]) -> None:
    """Write the candidates as TOML, in the form of the question set as far as a machine can fill it in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([_HEAD, *(_entry(question, deals) for question in questions)]), encoding="utf-8")


def _entry(question: PoorQuestion, deals: Collection[str]) -> str:
    named = [deal for deal in question.deals if deal in deals]
    lines = [
        "[[candidate]]",
        f"language = {_toml(question.language)}",
        f"deal = {_toml(named[0] if len(named) == 1 else GENERAL)}",
        f"question = {_toml(mask(question.question))}",
        'origin = "asked by a visitor"',
        *([f"question_used = {_toml(mask(question.question_used))}"] if question.question_used else []),
        f"asked = {question.asked}",
        f"given = {_toml(sorted(question.statuses))}",
        f"unhelpful = {question.unhelpful}",
        *([f"comments = {_toml([mask(comment) for comment in question.comments])}"] if question.comments else []),
    ]
    return "\n".join(lines) + "\n" + _TO_FILL_IN


def _toml(value: str | list[str]) -> str:
    """A text, or a list of them, as TOML: JSON is that, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
