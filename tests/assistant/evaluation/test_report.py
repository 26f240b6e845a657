"""The page needs nothing else, shows no harm that an answer holds, and tells what changed since the last run."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.evaluation.dataset import QuestionSet
from assistant.evaluation.evaluate import Evaluation
from assistant.evaluation.gate import accept
from assistant.evaluation.metrics import score_answer
from assistant.evaluation.report import write_pages
from assistant.evaluation.run import Record, Run
from assistant.evaluation.score import Scored, answer_text, by_half_and_language, tabulate
from tests.assistant.evaluation.test_gate import TODAY
from tests.assistant.evaluation.test_metrics import question

HOSTILE = "<script>alert('half')</script> biogas, hydrogen"
UNREAD = "what nobody who tunes may read"
HEADER = {"set": "s1", "corpus": "c1", "embedder": "e1", "questions": 2}
VARIANTS = (("Parts", "One part switched off", {"everything": {"mrr": 0.75}, "without it": {"mrr": 0.5}}),)


def record(text: str, url: str, coverage: float) -> Record:
    citation = {
        "number": 1,
        "document_id": "sites-goals.en",
        "quote": text,
        "title": "Goals",
        "section": "Share",
        "language": "en",
        "sources": [{"title": "The page", "url": url}],
    }
    sentences = [{"text": text, "citations": [1]}]
    answer = {"status": "answered", "language": "en", "answer": text, "sentences": sentences, "citations": [citation]}
    times = {"retrieve": 4.0, "total": 5.0 + coverage}
    return {"answer": answer, "evidence": {"coverage": coverage}, "timings_ms": times}


def evaluation(
    text: str = HOSTILE, url: str = "https://example.org/", header: Mapping[str, object] = HEADER
) -> Evaluation:
    asked = (
        question(id="sites-goals-01"),
        question(id="sites-costs-01", theme="sites-costs", half="test", question=UNREAD, history=[f"{UNREAD}?"]),
    )
    records = [record(text, url, coverage) for coverage in (0.2, 1.0)]
    scored = [
        Scored(q, r, score_answer(q, answer_text(r["answer"])), {"fused": {"found@5": 1.0, "mrr": 0.5}})
        for q, r in zip(asked, records, strict=True)
    ]
    run = Run(dict(header), {q.id: r for q, r in zip(asked, records, strict=True)})
    return Evaluation(QuestionSet(asked, "s1"), run, scored, tabulate(scored, by_half_and_language))


def write(folder: Path, result: Evaluation | None = None) -> tuple[str, str]:
    out = folder / "report.html"
    write_pages(result or evaluation(), VARIANTS, out, folder)
    return out.read_text(encoding="utf-8"), out.with_suffix(".md").read_text(encoding="utf-8")


def test_the_page_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    page, _ = write(tmp_path)
    assert not re.search(r"\ssrc=|<link|@import|url\((?!#)|<\?xml|xmlns", page)
    targets = re.findall(r"<(\w+)[^>]*href=\"([^\"]*)\"", page)
    assert {tag for tag, target in targets if not target.startswith("#")} == {"a"}


def test_what_an_answer_holds_is_no_markup_and_no_code(tmp_path: Path) -> None:
    page, _ = write(tmp_path, evaluation(url="javascript:alert(1)"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert 'href="javascript:' not in page


def test_a_tuning_question_has_its_proof_and_the_test_half_its_scores_alone(tmp_path: Path) -> None:
    page, summary = write(tmp_path)
    assert 'href="https://example.org/"' in page
    assert 'id="q-sites-costs-01"' in page
    assert UNREAD not in page + summary
    assert page.count("&lt;script&gt;alert") == 2, "the answer and its quote, of the tuning question alone"


def test_what_is_missed_and_what_is_false_is_told(tmp_path: Path) -> None:
    page, _ = write(tmp_path, evaluation("Half, and 20 per cent by 2030."))
    assert re.search("Missed:</span> powers", page)
    assert re.search("False:</span> Väylävirasto", page)


def test_each_plot_says_what_it_shows_and_is_drawn_the_same_again(tmp_path: Path) -> None:
    first, second = (re.findall(r"<svg.*?</svg>", write(tmp_path)[0], re.DOTALL) for _ in range(2))
    assert len(first) == 4
    assert first == second
    assert all(re.match(r'<svg role="img" aria-label="[^"]{40,}"', plot) for plot in first)
    assert not re.search("#0000|font-family|<style", "".join(first))
    ids = re.findall(r'\bid="([^"]+)"', "".join(first))
    assert len(ids) == len(set(ids))


def test_the_change_since_the_last_run_is_shown(tmp_path: Path) -> None:
    page, _ = write(tmp_path)
    assert "This is the first report here" in page
    page, summary = write(tmp_path, evaluation("Half of them run on coal."))
    assert "-50.0 points" in page
    assert "Questions that got worse (2)" in page
    assert "- Worse (2): sites-goals-01 “what share by 2030?” (-0.50), sites-costs-01 (-0.50)" in summary
    assert "| quality | -0.500 | -0.500 | -0.500 | -0.500 |" in summary
    page, summary = write(tmp_path)
    assert "Questions that got better (2)" in page
    assert "| fused mrr | 0 | 0 | 0 | 0 |" in summary


def test_another_set_or_corpus_and_new_questions_are_told(tmp_path: Path) -> None:
    write(tmp_path)
    kept = tmp_path / "report.last.json"
    former = json.loads(kept.read_text(encoding="utf-8"))
    del former["qualities"]["sites-goals-01"]
    kept.write_text(json.dumps(former), encoding="utf-8")
    page, _ = write(tmp_path, evaluation(header=HEADER | {"corpus": "c2"}))
    assert "another corpus (c1, now c2)" in page
    assert "another question set" not in page
    assert "1 question is new" in page


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"means": 1}', b"\xff\xfe"])
def test_a_damaged_last_file_is_told_and_written_anew(tmp_path: Path, damage: bytes) -> None:
    kept = tmp_path / "report.last.json"
    kept.write_bytes(damage)
    page, _ = write(tmp_path)
    assert "report.last.json is damaged" in page
    assert json.loads(kept.read_text(encoding="utf-8"))["qualities"] == {"sites-goals-01": 1.0, "sites-costs-01": 1.0}
    assert not list(tmp_path.glob("*.part"))


def test_floors_stand_beside_the_measures_or_the_page_says_how_to_set_them(tmp_path: Path) -> None:
    page, _ = write(tmp_path)
    assert "python -m assistant.evaluation accept" in page
    good = evaluation()
    accept(good.run.header, good.table, good.scored, today=TODAY, folder=tmp_path)
    page, summary = write(tmp_path, good)
    assert "Every floor of the gate holds" in page
    assert "holds its floor of 99.5 %" in page
    assert "1.000 (0.995)" in summary
    page, _ = write(tmp_path, evaluation("Half of them run on coal."))
    assert "under its floor of 99.5 %" in page


def test_variants_are_shown_whatever_they_are(tmp_path: Path) -> None:
    page, _ = write(tmp_path)
    assert re.search(r"without it</th><td[^>]*>0\.500 <span[^>]*>-0\.250", page)
