"""The measures give what published worked examples give, and fail rather than pass over what is no number."""

import math

import pytest

from assistant.evaluation.dataset import SetQuestion
from assistant.evaluation.metrics import AnswerText, by_status, grade, interval, mean, rank_measures, score_answer


def question(**more: object) -> SetQuestion:
    plain = {
        "id": "sites-goals-01",
        "language": "en",
        "kinds": ["number"],
        "deal": "emission-free-sites",
        "question": "what share by 2030?",
        "status": ["answered"],
        "facts": [{"name": "share", "any": ["50 per cent", "half"]}, {"name": "powers", "all": ["biogas", "hydrogen"]}],
        "never": [{"any": ["20 per cent by 2030"], "why": "Väylävirasto's own"}],
        "sources": ["sites-goals"],
        "origin": "a test",
        "theme": "sites-goals",
        "half": "tuning",
    }
    return SetQuestion.model_validate(plain | more)


def answer(text: str, quote: str | None = None, status: str = "answered", source: str = "sites-goals") -> AnswerText:
    return AnswerText(status, "en", ((text, (1,)),), {1: (source, text if quote is None else quote)})


def test_a_full_answer_scores_full() -> None:
    scores = score_answer(question(), answer("At least 50\u00a0per cent, on electricity, biogas or hydrogen."))
    assert (scores.quality, scores.fact_recall, scores.complete, scores.false_claims) == (1, 1, 1, 0)
    assert (scores.citation_precision, scores.citation_recall, scores.figures_proven) == (1, 1, 1)


def test_a_fact_with_all_needs_each_form() -> None:
    scores = score_answer(question(), answer("Half of them run on biogas."))
    assert scores.fact_recall == 0.5
    assert scores.missed == ("powers",)
    assert scores.quality == 0.5


@pytest.mark.parametrize(
    "wrong",
    [
        answer("Half, biogas, hydrogen.", status="not_found"),
        AnswerText("answered", "fi", (("Half, biogas, hydrogen.", (1,)),), {1: ("sites-goals", "x")}),
        answer("Half, biogas, hydrogen, and 20 per cent by 2030."),
    ],
    ids=["status", "language", "false claim"],
)
def test_a_wrong_status_or_language_or_a_false_claim_makes_it_worth_nothing(wrong: AnswerText) -> None:
    assert score_answer(question(), wrong).quality == 0


def test_citations_of_other_texts_and_unproven_numbers_are_counted() -> None:
    scores = score_answer(question(), answer("Half by 2031, biogas, hydrogen.", quote="By 2030.", source="keino"))
    assert (scores.citation_precision, scores.citation_recall, scores.figures_proven) == (0, 0, 0)


def test_passages_are_graded_by_the_facts_that_they_hold() -> None:
    passages: dict[str, tuple[str, str, str]] = {
        "all": ("sites-goals", "en", "Half run on biogas or hydrogen"),
        "some": ("sites-goals", "en", "half"),
        "none": ("sites-goals", "en", "something else"),
        "other text": ("keino", "en", "half, biogas, hydrogen"),
        "other language": ("sites-goals", "fi", "half, biogas, hydrogen"),
    }
    assert grade(question(), passages) == {"all": 2, "some": 1}  # type: ignore[arg-type]
    assert grade(question(facts=[]), passages) == {"all": 1, "some": 1, "none": 1}  # type: ignore[arg-type]


def test_reciprocal_rank_is_that_of_the_first_right_passage() -> None:
    """The worked example of the encyclopaedia's page on it: 1/3, 1/2 and 1 give 11/18."""
    rankings = {"cat": ["a", "b", "right"], "torus": ["a", "right", "b"], "virus": ["right", "a", "b"]}
    measures = rank_measures(rankings, {name: {"right": 1} for name in rankings})
    assert [measures[q]["mrr"] for q in rankings] == pytest.approx([1 / 3, 1 / 2, 1])
    assert mean([m["mrr"] for m in measures.values()]) == pytest.approx(11 / 18)
    assert [measures[q]["found@1"] for q in rankings] == [0, 0, 1]
    assert [measures[q]["found@5"] for q in rankings] == [1, 1, 1]


def test_ndcg_takes_the_grades_as_gains() -> None:
    """The encyclopaedia's worked example: grades 3, 2, 3, 0, 1, 2 in this order; DCG 6.861, ideal 7.141, nDCG .961."""
    grades = {"D1": 3, "D2": 2, "D3": 3, "D4": 0, "D5": 1, "D6": 2}
    measures = rank_measures({"q": list(grades)}, {"q": grades})
    assert measures["q"]["ndcg@10"] == pytest.approx(0.961, abs=0.0005)


def test_a_question_without_a_right_passage_is_left_out() -> None:
    assert rank_measures({"q": ["a"]}, {"q": {}}) == {}


@pytest.mark.parametrize("values", [[], [1.0, math.nan], [math.inf]])
def test_a_mean_that_is_no_number_is_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match="no number"):
        mean(values)


def test_the_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    values = [0.0, 1.0] * 50
    low, high = interval(values)
    assert low < 0.5 < high
    # the normal approximation gives .5 ± 1.96 · .5 / 10
    assert (low, high) == pytest.approx((0.402, 0.598), abs=0.02)
    assert interval(values) == (low, high)


def test_statuses_are_counted_by_what_was_right_and_what_was_given() -> None:
    matrix = by_status(["answered", "answered", "not_found"], ["answered", "not_found", "not_found"])
    assert matrix["answered"]["answered"] == 1
    assert matrix["answered"]["not_found"] == 1
    assert matrix["not_found"]["not_found"] == 1
    assert sum(sum(row.values()) for row in matrix.values()) == 3
