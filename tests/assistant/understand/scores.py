"""How many of the cases in `cases/` are read right, by list and half: `python -m tests.assistant.understand.scores`.

The first, third... case of each list was looked at when the rules were made; the others are held out, and only their
scores are printed.
"""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from assistant.answering import Assistant
from assistant.types import Question, Turn

CASES = Path(__file__).parent / "cases"
Half = Literal["looked at", "held out"]
Case = tuple[str, bool, str]
"""What was asked, whether it was read right, and how it was read."""


def read_cases(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def _half(cases: Sequence[Any], half: Half) -> Sequence[Any]:
    return cases[0::2] if half == "looked at" else cases[1::2]


def language(assistant: Assistant, half: Half) -> Iterator[Case]:
    for expected, questions in read_cases("language").items():
        for question in _half(questions, half):
            read = assistant.understand(question).language
            yield question, read == expected, read


def deals(assistant: Assistant, half: Half) -> Iterator[Case]:
    for question, expected in _half(read_cases("deals")["cases"], half):
        read = assistant.understand(question).deals
        yield question, set(read) == set(expected), str(read)


def asks(assistant: Assistant, half: Half) -> Iterator[Case]:
    for question, expected, yes_no in _half(read_cases("asks")["cases"], half):
        read = assistant.understand(question)
        yield question, (read.asks or "", read.yes_no) == (expected, yes_no), f"{read.asks} {read.yes_no}"


def typos(assistant: Assistant, half: Half) -> Iterator[Case]:
    for code, question, lemmas in _half(read_cases("typos")["cases"], half):
        read = {word.lemma for word in assistant.understand(question, (), code).words}
        yield question, read.issuperset(lemmas), str(read)


def courtesy(assistant: Assistant, half: Half) -> Iterator[Case]:
    for message, expected in _half(read_cases("courtesy")["cases"], half):
        read = assistant.understand(message).courtesy
        yield message, (read or "") == expected, str(read)


def scope(assistant: Assistant, half: Half) -> Iterator[Case]:
    for name, questions in read_cases("scope").items():
        for question in _half(questions, half):
            read = assistant.understand(question).in_field
            yield question, read == (name == "inside"), str(read)


def parts(assistant: Assistant, half: Half) -> Iterator[Case]:
    for question, expected in _half(read_cases("parts")["cases"], half):
        read = assistant.understand(question).parts
        yield question, [part.asks or "" for part in read] == expected, str([(p.text, p.asks) for p in read])


def follow_ups(assistant: Assistant, half: Half) -> Iterator[Case]:
    for case in _half(read_cases("follow_ups")["case"], half):
        history = [_turn(line) for line in case["history"]]
        read = assistant.understand(case["question"], history)
        wrong = list(_differences(case, read))
        yield f"{case['history']} {case['question']}", not wrong, f"{wrong} {read.text}"


def _turn(line: str) -> Turn:
    who, _, content = line.partition(": ")
    return Turn("user" if who == "u" else "assistant", content)


def _differences(case: dict[str, Any], read: Question) -> Iterator[str]:
    """What a follow-up was read as where that is not what it comes to."""
    words = {word.lemma for word in (*read.words, *read.carried)}
    told = {
        "deals": ("deals" not in case or set(read.deals) == set(case["deals"]), read.deals),
        "asks": (case.get("asks", read.asks) == read.asks, read.asks),
        "words": (words.issuperset(case.get("words", [])), words),
        "absent": (words.isdisjoint(case.get("absent", [])), words),
        "language": (case.get("language", read.language) == read.language, read.language),
        "courtesy": (case.get("courtesy", read.courtesy) == read.courtesy, read.courtesy),
        "in_field": (case.get("in_field", read.in_field) == read.in_field, read.in_field),
        "unchanged": (not case.get("unchanged") or read.text == read.as_asked, read.text),
    }
    yield from (f"{name}: {got}" for name, (right, got) in told.items() if not right)


LISTS: dict[str, Callable[[Assistant, Half], Iterator[Case]]] = {
    "language": language,
    "deals": deals,
    "asks": asks,
    "typos": typos,
    "courtesy": courtesy,
    "scope": scope,
    "parts": parts,
    "follow_ups": follow_ups,
}


def share(cases: Sequence[Case]) -> float:
    return sum(right for _, right, _ in cases) / len(cases)


def main() -> None:
    """Print the share that is read right, and what is not of the half that may be looked at."""
    from assistant.settings import Settings
    from assistant.wiring import build_assistant

    assistant = build_assistant(Settings.read())
    for name, read in LISTS.items():
        looked_at, held_out = list(read(assistant, "looked at")), list(read(assistant, "held out"))
        print(f"{name}: {share(looked_at):.3f} of {len(looked_at)}; held out {share(held_out):.3f} of {len(held_out)}")
        for question, right, got in looked_at:
            if not right:
                print(f"    {question}: {got}")


if __name__ == "__main__":
    main()
