"""A cross-encoder puts the first hits in its order; without one nothing changes, a wrong one is told at the start."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.reranking import CrossEncoderReader, Reranked, UnknownReranker
from assistant.retrieval import Retriever
from assistant.settings import Settings
from assistant.types import Status
from assistant.wiring import build_assistant
from corpus.types import Hit, Passage
from tests.documents import passage
from tests.processes import run

QUESTION = "mitä päiväkotisopimus vaati ostajalta"


def save_cross_encoder(folder: Path, labels: int = 1) -> Path:
    """A real, tiny cross-encoder with weights by chance: a BERT of one layer that reads letters."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder.mkdir(parents=True)
    letters = "abcdefghijklmnopqrstuvwxyzåäö0123456789.,?-"
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    (folder / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=256,
        initializer_range=1.0,  # far enough apart for pairs to differ
    )
    config.num_labels = labels
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizer(str(folder / "vocab.txt"), model_max_length=256).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_cross_encoder(tmp_path_factory.mktemp("models") / "cross-encoder")


@pytest.fixture(scope="module")
def reranked(model: Path, data: Path) -> Assistant:
    return build_assistant(Settings(data_dir=data, reranker=str(model)))


class Backwards:
    """Likes best what the ranking had last; of two passages on the same subject it likes both alike."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def scores(self, question: str, passages: Sequence[Passage]) -> list[float]:
        self.asked.append((question, len(passages)))
        return [float(place) for place in range(len(passages))]


class Indifferent:
    """Likes all alike."""

    def scores(self, question: str, passages: Sequence[Passage]) -> list[float]:
        return [len(question) * 0.0 for _ in passages]


def ids(hits: Sequence[Hit]) -> list[str]:
    return [hit.passage.id for hit in hits]


def test_the_first_thirty_stand_in_the_reader_s_order_and_the_others_behind_them(assistant: Assistant) -> None:
    plain, reader = Retriever(assistant.deals), Backwards()
    asked, index = assistant.understand(QUESTION), assistant.index.get()
    before, after = plain.retrieve(asked, index, 40), Reranked(plain, reader).retrieve(asked, index, 40)
    assert ids(after) == [*reversed(ids(before)[:30]), *ids(before)[30:]]
    assert [hit.score for hit in after] == [hit.score for hit in before]
    assert reader.asked == [(asked.text, 30)]
    assert ids(Reranked(plain, reader).retrieve(asked, index, 3)) == ids(after)[:3]


def test_a_hit_keeps_its_coverage(assistant: Assistant) -> None:
    plain = Retriever(assistant.deals)
    asked, index = assistant.understand(QUESTION), assistant.index.get()
    before = {hit.passage.id: hit.coverage for hit in plain.retrieve(asked, index, 30)}
    after = {hit.passage.id: hit.coverage for hit in Reranked(plain, Backwards()).retrieve(asked, index, 30)}
    assert after == before


def test_what_the_reader_likes_alike_stands_by_id(assistant: Assistant) -> None:
    plain = Retriever(assistant.deals)
    hits = Reranked(plain, Indifferent()).retrieve(assistant.understand(QUESTION), assistant.index.get(), 30)
    assert ids(hits) == sorted(ids(hits))


def test_a_cross_encoder_named_in_the_settings_orders_the_hits_and_always_in_the_same_way(
    reranked: Assistant, assistant: Assistant, model: Path
) -> None:
    first, second = reranked.search(QUESTION, 30), reranked.search(QUESTION, 30)
    plain = assistant.search(QUESTION, 30)
    assert first == second
    assert ids(first) != ids(plain)
    assert sorted(ids(first)) == sorted(ids(plain))
    scores = CrossEncoderReader(str(model)).scores(QUESTION, [hit.passage for hit in plain])
    order = sorted(zip(ids(plain), scores, strict=True), key=lambda pair: (-pair[1], pair[0]))
    assert ids(first) == [passage_id for passage_id, _ in order]


def test_passages_with_the_same_words_are_liked_alike_whatever_stands_beside_them(model: Path) -> None:
    reader = CrossEncoderReader(str(model))
    short, long = passage("Mitä?", "Lelut."), passage("Mitä koneita?", "Työkoneet toimivat sähköllä. " * 5)
    alone, *others = *reader.scores("lelut", [short]), *reader.scores("lelut", [short, long, short])
    assert others[0] == others[2] == alone
    assert others[1] != alone


def test_a_question_is_answered_with_a_reranker(reranked: Assistant) -> None:
    answer = reranked.ask(QUESTION)
    assert answer.status is not Status.ERROR
    assert reranked.check()


def test_a_question_that_finds_nothing_needs_no_reading(assistant: Assistant) -> None:
    class Nothing:
        def retrieve(self, *_: object) -> list[Hit]:
            return []

    asked = assistant.understand(QUESTION)
    reader = Backwards()
    assert Reranked(Nothing(), reader).retrieve(asked, assistant.index.get(), 5) == []
    assert reader.asked == []


@pytest.mark.parametrize("program", [["server.py"], ["-m", "assistant", "ask", "x"]])
def test_a_cross_encoder_that_cannot_be_loaded_stops_the_start(
    program: list[str], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    for name in (tmp_path, "models/nowhere"):
        done = run(*program, data_dir=data, reranker=name)
        assert done.returncode == 2
        assert f"GREENDEAL_RERANKER: The cross-encoder “{name}” cannot be loaded" in done.stderr
        assert "Traceback" not in done.stderr
    assert "no such folder here" in done.stderr


def test_a_model_that_gives_several_numbers_for_a_pair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownReranker, match="3 numbers"):
        CrossEncoderReader(str(save_cross_encoder(tmp_path / "three", labels=3)))
