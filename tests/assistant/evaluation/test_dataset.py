"""The question set keeps its rules, and the linter finds what breaks them."""

from collections import Counter
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.evaluation.dataset import DatasetError, QuestionSet, SetQuestion, lint, normalise, read_set
from assistant.evaluation.evaluate import texts_by_source
from corpus.deals import read_deals
from corpus.types import GENERAL, Language
from tests.assistant.evaluation.test_metrics import question

TEXTS: dict[tuple[str, Language], str] = {("sites-goals", "en"): "Half run on electricity, biogas or hydrogen."}
DEALS = frozenset({"emission-free-sites"})


def faults(*questions: SetQuestion) -> list[str]:
    return lint(QuestionSet(questions, "x"), TEXTS, DEALS)


def test_the_set_has_no_fault(assistant: Assistant) -> None:
    deals = frozenset({*read_deals(), GENERAL})
    assert lint(read_set(), texts_by_source(assistant.index.get()), deals) == []


def test_the_set_is_spread_over_languages_and_kinds() -> None:
    questions = read_set().questions
    languages = Counter(question.language for question in questions)
    assert min(languages.values()) >= 0.3 * len(questions), languages
    assert len({kind for question in questions for kind in question.kinds}) == 16


def test_a_sound_question_has_no_fault() -> None:
    assert faults(question()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "other-01"}, "theme"),
        ({"deal": "nothing"}, "no deal nothing"),
        ({"sources": ["nowhere"]}, "no text nowhere"),
        ({"sources": []}, "has sources"),
        ({"facts": []}, "has facts"),
        ({"status": ["out_of_scope"]}, "no facts"),
        ({"history": ["earlier"]}, "follow-up"),
        ({"kinds": ["follow-up"]}, "history"),
        ({"facts": [{"name": "year", "any": ["1999"]}]}, "no source holds the fact “year”"),
    ],
)
def test_a_broken_question_is_named_with_its_fault(change: dict[str, object], said: str) -> None:
    (fault, *_) = faults(question(**change))
    assert said in fault
    assert fault.startswith(str(change.get("id", "sites-goals-01")))


def test_an_id_or_a_question_used_twice_and_a_theme_in_both_halves_are_found() -> None:
    found = faults(question(), question(half="test", question="something else"))
    assert any("used 2 times" in fault for fault in found)
    assert any("both halves" in fault for fault in found)
    assert any("asks the same" in fault for fault in faults(question(), question(id="sites-goals-02")))


@pytest.mark.parametrize(
    "content",
    [
        "no toml",
        'theme = "x"\nhalf = "third"\n[[question]]\nid = "x-01"\n',
        'theme = "x"\nhalf = "test"\n[[question]]\nid = "x-01"\nsurprise = 1\n',
    ],
)
def test_a_file_without_the_form_is_refused_by_its_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.toml").write_text(content, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"x\.toml"):
        read_set(tmp_path)


def test_typography_does_not_hide_a_form() -> None:
    assert normalise("50\u00a0 PROSENTTIA\n’x’") == "50 prosenttia 'x'"
