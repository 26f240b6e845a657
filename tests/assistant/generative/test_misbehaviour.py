"""A chat model that misbehaves, in every way we can think of: people get the embedded answer, and are told."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest
from langchain_core.messages import AIMessageChunk

from assistant.answering import Assistant
from assistant.generative.breaker import CircuitBreaker
from assistant.generative.model import Limits
from assistant.types import Answer, Status
from tests.assistant.chat_models import Hang, Script, Scripted, Step, writes
from tests.assistant.generative.conftest import Case, With

HASTY = Limits(first_token_s=0.15, total_s=0.6, tokens=500)


def tool_call() -> AIMessageChunk:
    chunk = {"type": "tool_call_chunk", "name": "delete", "args": "{}", "id": "1", "index": 0}
    return AIMessageChunk(content="", tool_call_chunks=[chunk])


def filtered(reason: str) -> AIMessageChunk:
    return AIMessageChunk(content="", response_metadata={"finish_reason": reason})


def endless(_: str) -> Iterable[Step]:
    """One sentence over and over, without an end."""
    while True:
        yield "The goal is good and right and well known to everybody in the field.\n"


Steps = Callable[[Case], Iterable[Step] | Script]

# what it does, the notices of which one tells it, and what it writes
WAYS: dict[str, tuple[str, Steps]] = {
    "says nothing": ("nonsense", lambda _: [""]),
    "sends an empty stream": ("down", lambda _: []),
    "never begins": ("slow", lambda _: [Hang()]),
    "stalls before a sentence is whole": ("slow", lambda case: [case.true[:30], Hang()]),
    "is down": ("down", lambda _: [ConnectionError("connection refused")]),
    "breaks off in the first sentence": ("down", lambda case: [case.true[:30], ConnectionError("reset by peer")]),
    "raises something nobody expects": ("down", lambda _: [ZeroDivisionError("secret-key-of-ours")]),
    "refuses": ("unproven", lambda _: ["I'm sorry, but I can't help with that."]),
    "is ended by a filter": ("nonsense", lambda case: [case.true[:20], filtered("content_filter")]),
    "calls a tool": ("nonsense", lambda _: [tool_call()]),
    "goes round in circles": ("nonsense or unproven", lambda _: endless),
    "writes a line without end": ("nonsense", lambda _: ["bla bla blah "] * 400),
    "writes without end": ("nonsense", lambda _: ["Lorem ipsum dolor sit amet.\n", "Consectetur elit.\n"] * 400),
    "talks nonsense": (
        "unproven",
        lambda _: ["Kissa istuu puussa katten sitter cat tree yesterday. [1]"],
    ),
    "tells something untrue": ("unproven", lambda case: [case.false]),
    "answers in another language": ("unproven", lambda case: [case.other_language]),
    "answers in a language that is none of ours": (
        "unproven",
        lambda _: ["Bis Ende 2030 werden mindestens 50 Prozent der Maschinen mit Strom betrieben. [1]"],
    ),
    "answers in another script": ("unproven", lambda _: ["К концу 2030 года не менее 50 процентов техники. [1]"]),
    "cites a passage that is not there": ("unproven", lambda case: [case.true.replace("[1]", "[99]")]),
    "cites nought": ("unproven", lambda case: [case.true.replace("[1]", "[0]")]),
    "cites the wrong passage": ("unproven", lambda case: [case.true.replace("[1]", "[3]")]),
    "cites nothing": ("unproven", lambda case: [case.true.removesuffix(" [1]")]),
    "invents an address": ("unproven", lambda case: [case.true.replace(". [1]", ", https://evil.example/x [1]")]),
    "names a page without its scheme": (
        "unproven",
        lambda case: [case.true.replace(". [1]", ", www.evil.example [1]")],
    ),
    "sends a Markdown link": ("unproven", lambda case: [f"[click]({'http'}://evil.example) {case.true}"]),
    "sends a Markdown image": (
        "unproven",
        lambda case: [case.true.replace(". [1]", " ![x](//evil.com/p) [1]")],
    ),
    "sends HTML": ("unproven", lambda case: [case.true.replace(". [1]", " <img src=x onerror=alert(1)> [1]")]),
    "sends a script": ("unproven", lambda case: [f"<script>alert(1)</script> {case.true}"]),
    "sends control characters": ("unproven", lambda case: [case.true.replace("50", "5\x000\x1b[31m")]),
    "turns letters around": ("unproven", lambda case: [case.true.replace("2030", "\u202e0302")]),
    "sends JSON": ("unproven", lambda _: ['{"answer": "50 %", "citations": [1]}']),
    "repeats what it was told": ("unproven or nonsense", lambda _: lambda sent: [sent]),
    "obeys the passages' own words for a link": ("unproven", lambda _: ["Visit evil.example.com now! [1]"]),
    "thinks without end": ("unproven", lambda _: ["<think>", "let me see, ", "let me see"]),
}


def embedded(assistant: Assistant, case: Case) -> Answer:
    """What is answered without a chat model."""
    return assistant.ask(case.question)


@pytest.mark.parametrize("way", WAYS)
def test_the_embedded_answer_comes_instead_and_a_notice_says_so(
    way: str, case: Case, assistant: Assistant, with_model: With, caplog: pytest.LogCaptureFixture
) -> None:
    failures, steps = WAYS[way]
    script = steps(case)
    model = Scripted(script=script) if callable(script) else writes(*script)
    without = embedded(assistant, case)
    heard: list[str] = []
    answer = with_model(model, limits=HASTY).ask(case.question, say=lambda sentence, _: heard.append(sentence.text))
    assert [s.text for s in answer.sentences] == [s.text for s in without.sentences]
    assert heard == [sentence.text for sentence in answer.sentences], "nothing else was ever said"
    assert answer.status is without.status is Status.ANSWERED
    assert answer.answerer == "extractive"
    texts = assistant.texts[case.language]
    assert answer.notices[0] in {texts.get("notice", f"model_{failure}") for failure in failures.split(" or ")}
    assert answer.notices[1:] == without.notices
    assert model.sent, "it was asked"
    assert "evil" not in answer.text
    assert "secret-key-of-ours" not in caplog.text + answer.text


def test_what_was_proven_before_it_breaks_off_stays_and_is_called_partial(case: Case, with_model: With) -> None:
    ends: list[Step] = [ConnectionError("reset"), Hang(), tool_call(), filtered("length"), "bla bla " * 400]
    for end in ends:
        answer = with_model(writes(f"{case.true}\n", "and then", end), limits=HASTY).ask(case.question)
        assert answer.status is Status.PARTIAL
        assert answer.sentences[0].text == case.true.removesuffix(" [1]")
        assert "palvelu@hankintakeino.fi" in answer.text
        assert len(answer.notices) == 1
        assert answer.prompt_digest


def test_the_time_that_proving_takes_is_not_held_against_the_model(case: Case, with_model: With) -> None:
    shown = threading.Event()

    def script(_: str) -> Iterator[Step]:
        yield f"{case.true}\n"
        shown.wait(10)  # as one that writes on only when its first sentence has been taken
        yield case.second

    def take(*_: object) -> None:
        time.sleep(2 * HASTY.first_token_s)
        shown.set()

    limits = replace(HASTY, total_s=10)
    answer = with_model(Scripted(script=script), limits=limits).ask(case.question, say=take)
    assert answer.answerer != "extractive"
    assert answer.status is Status.ANSWERED
    assert len(answer.sentences) == 2


def test_a_false_sentence_after_a_true_one_is_left_out_and_a_notice_says_so(case: Case, with_model: With) -> None:
    heard: list[str] = []
    assistant = with_model(writes(f"{case.true}\n{case.false}\n{case.second}"))
    answer = assistant.ask(case.question, say=lambda sentence, _: heard.append(sentence.text))
    assert "70" not in answer.text
    assert [sentence.text for sentence in answer.sentences] == heard
    assert len(heard) == 2
    assert len(answer.notices) == 1


def test_a_model_that_repeats_itself_is_cut_off(case: Case, with_model: With) -> None:
    answer = with_model(writes(*[f"{case.true}\n"] * 50)).ask(case.question)
    assert len([s for s in answer.sentences if s.citations]) == 1
    assert answer.status is Status.PARTIAL


def test_what_it_thinks_first_is_no_part_of_the_answer(case: Case, with_model: With) -> None:
    thought = f"<think>{case.false}\n{case.second}\n</think>\n\n"
    answer = with_model(writes("<th", thought[3:40], thought[40:], case.true)).ask(case.question)
    assert [sentence.text for sentence in answer.sentences] == [case.true.removesuffix(" [1]")]


def test_a_preamble_without_proof_is_passed_over(case: Case, with_model: With) -> None:
    answer = with_model(writes(f"Sure!\n**{case.true}**\n")).ask(case.question)
    assert [sentence.text for sentence in answer.sentences] == [case.true.removesuffix(" [1]")]


def test_a_model_that_keeps_failing_is_left_alone_and_then_tried_again(case: Case, with_model: With) -> None:
    now = [0.0]
    model = writes(ConnectionError("refused"))
    assistant = with_model(model, breaker=CircuitBreaker(failures=3, rest_s=60, clock=lambda: now[0]))
    for _ in range(6):
        assert assistant.ask(case.question).answerer == "extractive"
    assert len(model.sent) == 3
    now[0] = 61
    model.script = lambda _: [case.true]
    assert assistant.ask(case.question).answerer != "extractive"
    assert assistant.ask(case.question).notices == ()
    assert len(model.sent) == 5


def test_nonsense_does_not_make_the_model_be_left_alone(case: Case, with_model: With) -> None:
    model = writes(case.false)
    assistant = with_model(model)
    for _ in range(5):
        assistant.ask(case.question)
    assert len(model.sent) == 5


def test_over_budget_it_is_not_asked_and_a_notice_says_so(case: Case, with_model: With) -> None:
    model = writes(case.true)
    answer = with_model(model, daily=100).ask(case.question)
    assert answer.answerer == "extractive"
    assert len(answer.notices) == 1
    assert model.sent == []


def test_what_the_model_says_it_took_is_counted(case: Case, with_model: With) -> None:
    usage = AIMessageChunk(
        content="", usage_metadata={"input_tokens": 1500, "output_tokens": 100, "total_tokens": 1600}
    )
    model = writes(case.true, usage)
    assistant = with_model(model, daily=8_000)
    answered = [assistant.ask(case.question).answerer != "extractive" for _ in range(8)]
    assert answered[:2] == [True, True]
    assert answered[-1] is False, "the budget ends"


def test_where_nobody_waits_any_more_it_is_stopped(case: Case, with_model: With) -> None:
    model = writes(f"{case.true}\n", Hang())
    heard: list[str] = []
    answer = with_model(model).ask(
        case.question, say=lambda sentence, _: heard.append(sentence.text), stopped=lambda: bool(heard)
    )
    assert answer.timings_ms["total"] < 5000
    assert heard[0] == case.true.removesuffix(" [1]")


def test_not_found_by_both_needs_no_notice(with_model: With) -> None:
    model = writes("NOT_FOUND")
    for question in ("montako desibeliä saa työmaalla olla", "hur många decibel på byggarbetsplatser"):
        answer = with_model(model).ask(question)
        assert answer.status is Status.NOT_FOUND
        assert answer.notices == ()


def test_not_found_by_the_model_alone_is_told_beside_the_closest_passages(
    case: Case, assistant: Assistant, with_model: With
) -> None:
    answer = with_model(writes("NOT_FOUND")).ask(case.question)
    assert answer.sentences == embedded(assistant, case).sentences
    assert len(answer.notices) == 1


def test_a_model_that_is_down_uses_nothing_of_the_budget(case: Case, with_model: With) -> None:
    model = writes(ConnectionError("refused"))
    assistant = with_model(model, daily=8_000, breaker=CircuitBreaker(failures=1000))
    for _ in range(10):
        assistant.ask(case.question)
    assert len(model.sent) == 10


def test_where_nobody_ever_waited_the_embedded_answer_is_made_without_a_word_of_it(
    case: Case, assistant: Assistant, with_model: With
) -> None:
    answer = with_model(writes(Hang())).ask(case.question, stopped=lambda: True)
    assert answer.sentences == embedded(assistant, case).sentences
    assert answer.notices == embedded(assistant, case).notices
