"""What people asked in vain becomes candidates: valid TOML, masked, without what the set has, no part of the set."""

import tempfile
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from assistant.answering import Assistant
from assistant.evaluation.candidates import candidates, write
from assistant.evaluation.dataset import read_set
from assistant.settings import Settings
from assistant.storage.store import PoorQuestion
from assistant.types import Status
from assistant.wiring import build_store
from tests.processes import run

LOUD = PoorQuestion(
    question="How loud may a machine be?",
    question_used=None,
    language="en",
    deals=("emission-free-sites",),
    statuses=Counter({"not_found": 2, "partial": 1}),
    unhelpful=1,
    comments=('it says "nothing"\nabout it',),
)


def written(path: Path, *questions: PoorQuestion) -> list[dict[str, object]]:
    write(path, questions, {"emission-free-sites", "daycare-chemicals"})
    found: list[dict[str, object]] = tomllib.loads(path.read_text(encoding="utf-8"))["candidate"]
    return found


def test_a_candidate_tells_what_was_asked_given_and_said(tmp_path: Path) -> None:
    (entry,) = written(tmp_path / "new" / "candidates.toml", LOUD)
    assert entry == {
        "language": "en",
        "deal": "emission-free-sites",
        "question": "How loud may a machine be?",
        "origin": "asked by a visitor",
        "asked": 3,
        "given": ["not_found", "partial"],
        "unhelpful": 1,
        "comments": ['it says "nothing"\nabout it'],
    }


def test_what_a_person_fills_in_is_told(tmp_path: Path) -> None:
    path = tmp_path / "candidates.toml"
    written(path, LOUD)
    content = path.read_text(encoding="utf-8")
    for field in ("id", "kinds", "status", "facts", "never", "sources", "history"):
        assert f"\n# {field} = " in content
    assert "docs/adding-questions.md" in content


def test_a_question_about_no_deal_or_several_is_general(tmp_path: Path) -> None:
    none, both = replace(LOUD, deals=()), replace(LOUD, deals=("emission-free-sites", "daycare-chemicals"))
    assert [entry["deal"] for entry in written(tmp_path / "c.toml", none, both)] == ["general", "general"]


def test_texts_are_masked_once_more(tmp_path: Path) -> None:
    private = replace(LOUD, question="soita 0401234567", question_used="a@b.fi", comments=("131052-308T",))
    (entry,) = written(tmp_path / "c.toml", private)
    assert (entry["question"], entry["question_used"], entry["comments"]) == ("soita [phone]", "[email]", ["[id]"])


@given(st.text(st.characters(exclude_categories=["Cs", "N"], exclude_characters="@＠﹫"), min_size=1))
def test_any_text_comes_back_from_the_file(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (entry,) = written(Path(folder) / "c.toml", replace(LOUD, question=text, comments=(text,)))
    assert (entry["question"], entry["comments"]) == (text, [text])


def test_questions_that_the_set_has_are_left_out() -> None:
    assert candidates([LOUD], ["how loud  may a machine be"]) == []
    assert candidates([replace(LOUD, question="and how loud?", question_used=LOUD.question)], [LOUD.question]) == []
    assert candidates([LOUD], ["how loud may a bus be"]) == [LOUD]


def test_the_command_tells_how_many_and_the_set_stays_as_it_is(tmp_path: Path, assistant: Assistant) -> None:
    data, out = tmp_path / "data", tmp_path / "candidates.toml"
    before = read_set().digest
    empty = run("-m", "assistant.evaluation", "export", "--out", str(out), data_dir=data)
    assert (empty.returncode, out.exists()) == (0, False)
    assert "Nothing to export" in empty.stdout

    store = build_store(Settings(data_dir=data))
    answer = assistant.ask("what does the daycare deal commit me to?")
    store.save(replace(answer, status=Status.NOT_FOUND), "how loud may a machine be, call 0401234567", None)
    store.save(replace(answer, id="1", status=Status.NOT_FOUND), read_set().questions[0].question, None)
    store.close()
    done = run("-m", "assistant.evaluation", "export", "--out", str(out), data_dir=data)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 candidate in")
    assert "call [phone]" in out.read_text(encoding="utf-8")
    assert read_set().digest == before


def test_a_database_that_cannot_be_read_is_told_in_a_line() -> None:
    done = run("-m", "assistant.evaluation", "export", database_url="mysql://u:geheim@h/x")
    assert done.returncode == 1
    assert "cannot be read" in done.stderr
    assert "geheim" not in done.stderr
    assert "Traceback" not in done.stderr
