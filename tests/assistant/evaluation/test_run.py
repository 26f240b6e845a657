"""Answers go into a file, twice the same; the file is scored, and the page is written from it."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.evaluation.dataset import QuestionSet, read_set
from assistant.evaluation.evaluate import Evaluation
from assistant.evaluation.report import write_report
from assistant.evaluation.run import finnish_only, generate, read, write
from assistant.evaluation.score import ScoringError, by_half_and_language, score, tabulate
from corpus.embedding import load_embedder
from corpus.index import open_index
from corpus.sync import sync
from ingest.split import fingerprint, split
from tests.documents import document


@pytest.fixture(scope="module")
def few() -> QuestionSet:
    given = read_set()
    return QuestionSet(given.questions[::12], given.digest)


@pytest.fixture(scope="module")
def answers(assistant: Assistant, few: QuestionSet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("evaluation") / "answers.jsonl"
    write(path, generate(assistant, few))
    return path


def test_two_runs_differ_in_nothing_but_the_time(
    assistant: Assistant, few: QuestionSet, answers: Path, tmp_path: Path
) -> None:
    write(tmp_path / "again.jsonl", generate(assistant, few))

    def without_time(path: Path) -> list[dict[str, object]]:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return [{key: value for key, value in record.items() if key != "timings_ms"} for record in records]

    assert without_time(answers) == without_time(tmp_path / "again.jsonl")


def test_a_file_of_another_set_or_with_a_gap_is_refused(assistant: Assistant, few: QuestionSet, answers: Path) -> None:
    passages = assistant.index.get().passages
    with pytest.raises(ScoringError, match="run again"):
        score(QuestionSet(few.questions, "another"), read(answers), passages)
    with pytest.raises(ScoringError, match="lack"):
        score(read_set(), read(answers), passages)


def test_the_page_holds_no_wording_of_the_test_half(
    assistant: Assistant, few: QuestionSet, answers: Path, tmp_path: Path
) -> None:
    run = read(answers)
    scored = score(few, run, assistant.index.get().passages)
    out = tmp_path / "report.html"
    write_report(Evaluation(few, run, scored, tabulate(scored, by_half_and_language)), assistant, out)
    page = out.read_text(encoding="utf-8")
    assert all(entry.question.id in page for entry in scored)
    hidden = [e.question.question for e in scored if e.question.half == "test" and len(e.question.question) > 12]
    assert hidden
    assert not any(question in page for question in hidden)
    assert "src=" not in page
    assert "| test/all |" in out.with_suffix(".md").read_text(encoding="utf-8")


def test_the_finnish_index_has_the_glossary_of_the_index_in_use(tmp_path: Path) -> None:
    glossary = tmp_path / "glossary.csv"
    glossary.write_text("fi,sv,en\nsopimus,kontrakt,snark\n", encoding="utf-8")
    one, embedder = document("a", "## Sopimus?\n\nSopimus on voimassa."), load_embedder("static")
    sync(tmp_path, [one], split(one), embedder, fingerprint(), glossary=glossary)
    with (
        closing(open_index(tmp_path, embedder)) as index,
        finnish_only(index, embedder, tmp_path) as finnish,
    ):
        assert finnish.manifest.glossary == index.manifest.glossary
        assert finnish.translator.knows("snark", "en", "fi")
