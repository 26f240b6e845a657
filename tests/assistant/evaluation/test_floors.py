"""The whole set against its floors, and four regressions made on purpose that the gate must catch."""

import json
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.evaluation.dataset import QuestionSet, lint, read_set
from assistant.evaluation.evaluate import Evaluation, evaluate, texts_by_source
from assistant.evaluation.gate import check, read_baseline, read_floors
from assistant.evaluation.run import LISTS, Record, finnish_only, generate, write
from assistant.settings import Settings
from assistant.wiring import build_assistant
from corpus import analysis, asks
from corpus.analysis import Word
from corpus.deals import read_deals
from corpus.embedding import load_embedder
from corpus.sync import sync
from corpus.types import GENERAL, Language
from ingest.bundled import read_folder
from ingest.split import fingerprint, split
from tests.conftest import TEXTS, TODAY

pytestmark = pytest.mark.evaluation

FUSED = {"fused": LISTS["fused"]}


def faults(result: Evaluation) -> list[str]:
    return check(read_floors(), read_baseline(), result.run.header, result.table, result.scored)


def told_by_scores(found: list[str]) -> list[str]:
    """The faults without those that only say that a file has another digest."""
    return [fault for fault in found if "has changed since" not in fault]


@pytest.fixture(scope="module")
def given() -> QuestionSet:
    return read_set()


@pytest.fixture(scope="module")
def answers(assistant: Assistant, given: QuestionSet, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("evaluation") / "answers.jsonl"
    index = assistant.index.get()
    with finnish_only(index, load_embedder(Settings().embedder), data) as finnish:
        write(path, generate(assistant, given, finnish))
    return path


def tampered(answers: Path, path: Path, change: Callable[[Record], None]) -> Path:
    """The same answers with each answer changed by a function."""
    header, *records = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    for record in records:
        change(record["answer"])
    write(path, [header, *records])
    return path


def test_the_set_keeps_its_rules(assistant: Assistant, given: QuestionSet) -> None:
    assert lint(given, texts_by_source(assistant.index.get()), frozenset({*read_deals(), GENERAL})) == []


def test_every_floor_holds(assistant: Assistant, answers: Path) -> None:
    assert faults(evaluate(answers, assistant.index.get())) == []


def test_everything_refused_is_caught(assistant: Assistant, answers: Path, tmp_path: Path) -> None:
    def refuse(answer: Record) -> None:
        answer |= {"status": "not_found", "sentences": [], "citations": []}

    found = faults(evaluate(tampered(answers, tmp_path / "a.jsonl", refuse), assistant.index.get()))
    assert any("test/all: “fact recall” is 0.000" in fault for fault in found)
    assert any("beyond noise" in fault for fault in found)


def test_shuffled_citations_are_caught(assistant: Assistant, answers: Path, tmp_path: Path) -> None:
    """Each answer keeps its sentences and gets the proof of the answer before it."""
    former: list[list[Record]] = [[]]

    def shuffle(answer: Record) -> None:
        quotes = former.pop()
        former.append(answer["citations"])
        renumbered = [{**quote, "number": number} for number, quote in enumerate(quotes, start=1)]
        answer["citations"] = renumbered
        numbers = [quote["number"] for quote in renumbered]
        for sentence in answer["sentences"]:
            sentence["citations"] = numbers[: len(sentence["citations"])]

    found = faults(evaluate(tampered(answers, tmp_path / "a.jsonl", shuffle), assistant.index.get()))
    assert any("“citation precision”" in fault for fault in found)
    assert any("“citation recall”" in fault for fault in found)
    assert any("“figures proven”" in fault for fault in found)


def another_assistant(folder: Path, texts: Path) -> Assistant:
    documents = read_folder(texts)
    passages = [passage for document in documents for passage in split(document)]
    sync(folder, documents, passages, load_embedder(Settings().embedder), fingerprint())
    found = build_assistant(Settings(data_dir=folder))
    found.today = lambda: TODAY
    return found


def test_a_wrong_date_in_one_text_is_caught_and_named(given: QuestionSet, tmp_path: Path) -> None:
    """The day on which the toy regulation applies, a year late in the English text alone."""
    texts = tmp_path / "texts"
    shutil.copytree(TEXTS, texts)
    law = texts / "daycare-chemicals" / "law.en.md"
    right = law.read_text(encoding="utf-8")
    law.write_text(right.replace("1 August 2030", "1 August 2031"), encoding="utf-8")
    wrong = another_assistant(tmp_path / "data", texts)
    index = wrong.index.get()
    write(tmp_path / "a.jsonl", generate(wrong, given, lists=FUSED))
    found = told_by_scores(faults(evaluate(tmp_path / "a.jsonl", index)))
    wrong.index.close()
    assert any("tuning/en: “fact recall”" in fault for fault in found), found
    assert "daycare-why-law-03" in found[-1]


@pytest.fixture
def no_lemmas(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Words as they are typed."""

    @cache
    def plain(surface: str, _: Language) -> Word:
        return Word(surface.lower(), surface.lower(), ())

    def forget() -> None:
        for module in (analysis, asks):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()

    forget()
    monkeypatch.setattr(analysis, "_word", plain)
    yield
    monkeypatch.undo()
    forget()


@pytest.mark.usefixtures("no_lemmas")
def test_lemmas_off_is_caught(given: QuestionSet, tmp_path: Path) -> None:
    plain = another_assistant(tmp_path / "data", TEXTS)
    write(tmp_path / "a.jsonl", generate(plain, given, lists=FUSED))
    found = told_by_scores(faults(evaluate(tmp_path / "a.jsonl", plain.index.get())))
    plain.index.close()
    assert any("test/fi: “fused mrr”" in fault for fault in found), found
    assert any("beyond noise" in fault for fault in found)
