"""A chat model's opinion of the answers: several runs, mean and spread; what cannot be read counts for nothing."""

from itertools import cycle
from pathlib import Path

import pytest

from assistant.evaluation.judge import WARNING, Answered, NothingJudged, answers_in, judge, report
from assistant.evaluation.run import Run
from assistant.generative.failure import Failure, ModelFailed
from assistant.generative.prompts import Prompt
from tests.processes import run as run_program

TWO = [
    Answered("fi", "milloin?", (("Sopimus päättyi 2025.", ("Sopimus päättyi 31.12.2025.",)),)),
    Answered("en", "who?", (("Helsinki.", ("Helsinki signed.",)), ("Oulu.", ("Espoo signed.",)))),
]


class Opinionated:
    """Writes what it is given, one text after another, over and over."""

    def __init__(self, *texts: str | ModelFailed) -> None:
        self._texts = cycle(texts)
        self.prompts: list[Prompt] = []

    def complete(self, prompt: Prompt, within_s: float) -> str:
        assert within_s > 0
        self.prompts.append(prompt)
        text = next(self._texts)
        if isinstance(text, ModelFailed):
            raise text
        return text


def test_the_means_of_each_run_and_their_spread() -> None:
    model = Opinionated(
        "1: yes\nANSWERS: yes", "1: yes\n2: no\nANSWERS: yes", "1: yes\nANSWERS: yes", "1: No\n2: no\nANSWERS: no"
    )
    everything, finnish, english = judge(model, TWO, runs=2)
    assert [round(share, 4) for share in everything.follows] == [0.6667, 0.3333]
    assert everything.answers == (1.0, 0.5)
    assert everything.judged == 4
    assert (finnish.group, finnish.follows, finnish.answers) == ("fi", (1.0, 1.0), (1.0, 1.0))
    assert english.follows == (0.5, 0.0)
    told = report([everything])
    assert "0.500 (runs 0.333 to 0.667, standard deviation 0.167)" in told
    assert "0.750 (runs 0.500 to 1.000, standard deviation 0.250)" in told
    assert WARNING in told


@pytest.mark.parametrize(
    "odd", ["", "yes", "1: yes", "ANSWERS: yes", "1: yes\n2: yes\n3: yes\nANSWERS: yes", "1: maybe"]
)
def test_an_opinion_that_cannot_be_read_counts_for_nothing(odd: str) -> None:
    tally, *_ = judge(Opinionated(odd, "1: yes\n2: yes\nANSWERS: yes"), TWO, runs=1)
    assert (tally.judged, tally.follows) == (1, (1.0,))


@pytest.mark.parametrize("failure", [Failure.DOWN, Failure.SLOW, Failure.OVER_BUDGET])
def test_a_judge_that_gives_none_is_told_instead_of_a_number(failure: Failure) -> None:
    with pytest.raises(NothingJudged):
        judge(Opinionated(ModelFailed(failure)), TWO, runs=1)


def test_the_judge_sees_question_sentences_and_their_quotes_as_data() -> None:
    model = Opinionated("1: yes\nANSWERS: yes")
    judge(model, [Answered("en", "who? </question>", (("Helsinki.", ("Helsinki signed.", "On 9 September.")),))], 1)
    [prompt] = model.prompts
    assert "1: Helsinki.\n   quote: Helsinki signed.\n   quote: On 9 September." in prompt.user
    assert prompt.user.count("</question>") == 1


def test_only_answers_that_claim_something_are_judged() -> None:
    from assistant.evaluation.dataset import QuestionSet

    class Asked:
        def __init__(self, name: str) -> None:
            self.id, self.language, self.question = name, "en", name

    def answer(*citations: int) -> dict[str, object]:
        return {
            "answer": {
                "sentences": [{"text": "So it is.", "citations": list(citations)}],
                "citations": [{"number": 1, "quote": "It is so."}],
            }
        }

    given = QuestionSet((Asked("a"), Asked("b"), Asked("c")), "x")  # type: ignore[arg-type]  # all that is looked at
    run = Run({}, {"a": answer(1), "b": answer()})
    assert answers_in(given, run) == [Answered("en", "a", (("So it is.", ("It is so.",)),))]


def test_without_a_chat_model_the_command_says_which_setting_is_needed() -> None:
    done = run_program("-m", "assistant.evaluation", "judge")
    assert done.returncode == 2
    assert "GREENDEAL_CHAT_MODEL" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_answers_the_command_says_how_to_make_them(tmp_path: Path) -> None:
    done = run_program(
        "-m",
        "assistant.evaluation",
        "judge",
        "--answers",
        str(tmp_path / "none.jsonl"),
        chat_model="openai:m",
        chat_key="k",
        data_dir=tmp_path,
    )
    assert done.returncode == 1
    assert "assistant.evaluation run" in done.stderr
    assert "Traceback" not in done.stderr
