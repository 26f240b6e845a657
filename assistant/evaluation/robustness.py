"""How far an answer moves when the wording of its question does."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering import Assistant
from assistant.api.schema import answer_json
from assistant.evaluation.dataset import SetQuestion
from assistant.evaluation.inflect import forms_of
from assistant.evaluation.metrics import mean, score_answer
from assistant.evaluation.run import turns
from assistant.evaluation.score import answer_text
from corpus.analysis import analyse, content_words
from corpus.types import LANGUAGES, Language

_Change = Callable[[SetQuestion, random.Random], str]
_POLITE: dict[Language, tuple[str, ...]] = {
    "fi": ("Hei, haluaisin tietää: {}", "{} Kiitos jo etukäteen!", "Osaatteko kertoa, {}"),
    "sv": ("Hej, jag skulle vilja veta: {}", "{} Tack på förhand!", "Kan ni berätta, {}"),
    "en": ("Hello, I would like to know: {}", "{} Thanks in advance!", "Could you tell me, {}"),
}


@dataclass(frozen=True, slots=True)
class Moved:
    """Of the questions that were answered: how often the same sections answered after the change of wording.

    `quality` is the mean quality of the answers to the changed questions.
    """

    same: float
    quality: float
    questions: int


def robustness(assistant: Assistant, questions: Sequence[SetQuestion]) -> dict[str, Moved]:
    """How steady the answers are under each change of wording, and unchanged. Empty without questions."""
    unchanged = {question.id: _ask(assistant, question, question.question) for question in questions}
    answered = [question for question in questions if unchanged[question.id][0]]
    if not answered:
        return {}
    found: dict[str, Moved] = {}
    for name, change in {"unchanged": _unchanged, **_CHANGES, "another inflection": _inflection(answered)}.items():
        same, qualities = [], []
        for question in answered:
            before, _ = unchanged[question.id]
            changed = change(question, random.Random(question.id))  # noqa: S311  # repeatable, no secret
            after, quality = _ask(assistant, question, changed)
            same.append(len(before & after) / len(before | after))
            qualities.append(quality)
        found[name] = Moved(mean(same), mean(qualities), len(answered))
    return found


def _ask(assistant: Assistant, question: SetQuestion, text: str) -> tuple[frozenset[str], float]:
    """The passages that an answer cites, and its quality."""
    answer = assistant.ask(text, turns(question), question.language)
    scores = score_answer(question, answer_text(answer_json(answer).model_dump(mode="json")))
    return frozenset(citation.passage.id for citation in answer.citations), scores.quality


def _unchanged(question: SetQuestion, _: random.Random) -> str:
    return question.question


def _typo(question: SetQuestion, chance: random.Random) -> str:
    """Two neighbouring letters of one long word change places."""
    text = question.question
    words = list(re.finditer(r"[^\W\d_]{5,}", text))
    if not words:
        return text
    word = chance.choice(words)
    at = word.start() + chance.randrange(1, len(word[0]) - 2)
    return f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}"


def _word_order(question: SetQuestion, chance: random.Random) -> str:
    words = question.question.rstrip("?!. ").split()
    chance.shuffle(words)
    return " ".join(words)


def _keywords(question: SetQuestion, _: random.Random) -> str:
    words = [word.surface for word in content_words(question.question, question.language)]
    return " ".join(words) or question.question


def _polite(question: SetQuestion, chance: random.Random) -> str:
    return chance.choice(_POLITE[question.language]).format(question.question)


def _inflection(questions: Sequence[SetQuestion]) -> _Change:
    """Every word that the dictionary has in several forms takes another one."""
    forms: dict[Language, Mapping[str, tuple[str, ...]]] = {}
    for language in LANGUAGES:
        asked = [question.question for question in questions if question.language == language]
        forms[language] = forms_of((word.lemma for text in asked for word in content_words(text, language)), language)

    def change(question: SetQuestion, chance: random.Random) -> str:
        stays = {word.surface for word in analyse(question.question, question.language)}
        changed = question.question
        for word in content_words(question.question, question.language):
            others = [form for form in forms[question.language].get(word.lemma, ()) if form not in stays]
            if others:
                pattern = re.compile(rf"(?<!\w){re.escape(word.surface)}(?!\w)", re.IGNORECASE)
                changed = pattern.sub(chance.choice(others), changed, count=1)
        return changed

    return change


_CHANGES: dict[str, _Change] = {
    "a typing error": _typo,
    "another word order": _word_order,
    "keywords alone": _keywords,
    "wrapped in a polite request": _polite,
    "small letters, no punctuation": lambda question, _: re.sub(r"[?!.,]", "", question.question.lower()),
    "capital letters": lambda question, _: question.question.upper(),
    "a and o for å, ä and ö": lambda question, _: question.question.translate(str.maketrans("åäöÅÄÖ", "aaoAAO")),
}
