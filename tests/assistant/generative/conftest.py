"""What the tests of the chat model share: questions and true sentences in three languages, assistants with a model."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from assistant.answering import Assistant
from corpus.types import LANGUAGES, Language
from tests.assistant.chat_models import Scripted, worded_by

# a model of 300 MB that only some have: not collected, rather than skipped, where it is not (docs/chat-model.md)
collect_ignore = [] if "LOCAL_MODEL_PYTHON" in os.environ or find_spec("xllamacpp") else ["test_local_model.py"]


@dataclass(frozen=True)
class Case:
    """A question; what is true of it, with its number among the passages; the same with one thing wrong."""

    language: Language
    question: str
    true: str
    second: str
    false: str
    other_language: str
    missing: str


CASES = (
    Case(
        "fi",
        "mitä työmailla pitää olla valmiina 2030?",
        "Vuoden 2030 loppuun mennessä vähintään 50 prosenttia työkoneista toimii sähköllä tai vedyllä. [1]",
        "Tavoite oli, että työmaat ovat fossiilittomia vuoden 2025 loppuun mennessä. [2]",
        "Vuoden 2030 loppuun mennessä vähintään 70 prosenttia työkoneista toimii sähköllä tai vedyllä. [1]",
        "At least 50 per cent of machinery use electricity, biogas or hydrogen by the end of 2030. [1]",
        "Aineistossa ei kerrota",
    ),
    Case(
        "sv",
        "vad ska vara klart på byggarbetsplatserna 2030?",
        "Minst 50 procent av arbetsmaskinerna drivs med el, biogas eller väte före utgången av 2030. [1]",
        "Målet var att byggarbetsplatserna är fossilfria före utgången av 2025. [2]",
        "Minst 70 procent av arbetsmaskinerna drivs med el, biogas eller väte före utgången av 2030. [1]",
        "Vähintään 50 prosenttia työkoneista toimii sähköllä tai vedyllä vuoden 2030 loppuun mennessä. [1]",
        "Materialet berättar inte",
    ),
    Case(
        "en",
        "what must be ready on construction sites by 2030?",
        "At least 50 per cent of machinery uses electricity, biogas or hydrogen by the end of 2030. [1]",
        "The goal was that the sites are fossil-free by the end of 2025. [2]",
        "At least 70 per cent of machinery uses electricity, biogas or hydrogen by the end of 2030. [1]",
        "Minst 50 procent av arbetsmaskinerna drivs med el, biogas eller väte före utgången av 2030. [1]",
        "The material does not tell",
    ),
)
assert tuple(case.language for case in CASES) == LANGUAGES


@pytest.fixture(params=CASES, ids=LANGUAGES)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


With = Callable[..., Assistant]


@pytest.fixture
def with_model(assistant: Assistant, tmp_path: Path) -> Iterator[With]:
    """Makes the assistant with a chat model; what hangs is let go in the end."""
    made: list[tuple[Scripted, Assistant]] = []

    def make(model: Scripted, **more: Any) -> Assistant:
        made.append((model, worded_by(model, assistant, tmp_path, **more)))
        return made[-1][1]

    yield make
    for model, used in made:
        model.let_go()
        if used.model:
            used.model.close()
