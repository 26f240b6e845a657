"""Tokens, training and export on small texts, and the model that is shipped."""

from pathlib import Path

import numpy as np
import pytest
from model2vec import StaticModel
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

from corpus.embedding import MODEL
from corpus.pieces import pieces
from corpus.types import Passage
from training.export import save_model
from training.held_out import held_out, seen_in_training
from training.prepare import analysed, grouped, rows_of, train_tokenizer
from training.score import found_first
from training.texts import Pair
from training.train import DIMENSIONS, Step, encode, train

_WORDS = [(f"sana{a}{b}", f"word{a}{b}") for a in "abcdefghij" for b in "klmnopqrst"]
_PAIRS = [Pair("terms", "fi", left, "en", right) for left, right in _WORDS]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return train_tokenizer([text for words in _WORDS * 2 for text in words])


def test_unknown_letters_have_no_token_and_an_empty_text_has_none(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("日本 😀").ids == []
    assert rows_of(["", "sana", "日本"], tokenizer).lengths.tolist() == [0, 1, 0]


def test_unknown_letters_change_no_vector_in_either_reading(tmp_path: Path, tokenizer: Tokenizer) -> None:
    vectors = np.random.default_rng(2).normal(size=(tokenizer.get_vocab_size(), DIMENSIONS)).astype(np.float32)
    save_model(vectors, tokenizer, tmp_path)
    texts = ["sanaak 日本", "sanaak", "日本", ""]
    ours = StaticModel.from_pretrained(tmp_path).encode(texts)
    theirs = SentenceTransformer(str(tmp_path), device="cpu").encode(texts, normalize_embeddings=True)
    assert np.abs(ours - theirs).max() < 1e-6
    assert np.abs(ours[0] - ours[1]).max() < 1e-6
    assert not ours[2:].any()


def test_gathered_tokens_are_those_of_the_texts_asked_for(tokenizer: Tokenizer) -> None:
    rows = rows_of(["sanaak", "", "wordbl"], tokenizer)
    tokens, begins = rows.gather(np.array([2, 1, 0]))
    ids = [tokenizer.encode(text).ids for text in ("wordbl", "", "sanaak")]
    assert tokens.tolist() == [token for text in ids for token in text]
    assert begins.tolist() == [0, len(ids[0]), len(ids[0])]


def test_pairs_come_to_lie_near_each_other_and_the_same_each_time(tokenizer: Tokenizer) -> None:
    texts = analysed(_PAIRS)
    rows, groups, steps = rows_of(texts.pieces, tokenizer), grouped(_PAIRS), list[Step]()
    vectors = train(texts, rows, groups, tokenizer.get_vocab_size(), steps.append)
    assert steps[-1].number == steps[-1].total == 5, "one batch in each epoch"
    assert steps[-1].loss < steps[0].loss
    again = train(texts, rows, groups, tokenizer.get_vocab_size(), steps.append)
    assert vectors.tobytes() == again.tobytes()
    assert np.allclose(np.linalg.norm(encode(vectors, rows, texts.left), axis=1), 1, atol=1e-5)


def test_held_out_pairs_and_whatever_shares_a_text_with_them_are_not_trained_on() -> None:
    texts = [
        (f"hyvä sana {a} {b} täällä tänään", f"bra ord {a} {b} här nu idag", f"a good word {a} {b} here today")
        for a, b in _numbers()
    ]
    pairs = [Pair("manuals", "en", en, "fi", fi) for fi, _, en in texts]
    pairs += [Pair("manuals", "fi", fi, "sv", sv) for fi, sv, _ in texts]
    numbered = analysed(pairs)
    held = held_out(pairs, numbered)
    kept = seen_in_training(grouped(pairs), numbered, held)
    for numbers in kept.values():
        assert not np.isin(numbered.left[numbers], held[0].texts).any()
        assert not np.isin(numbered.right[numbers], held[0].texts).any()
    assert [len(one.source) for one in held] == [1_000] * 2


def _numbers() -> list[tuple[int, int]]:
    return [(a, b) for a in range(1, 40) for b in range(1, 40)]


def test_found_first_counts_the_rows_whose_own_candidate_is_nearest() -> None:
    candidates = np.eye(3, dtype=np.float32)
    assert found_first(candidates[[0, 2, 2]], candidates) == pytest.approx(2 / 3)


def test_int8_keeps_the_vectors_within_two_thousandths(tmp_path: Path, tokenizer: Tokenizer) -> None:
    vectors = np.random.default_rng(1).normal(size=(tokenizer.get_vocab_size(), DIMENSIONS)).astype(np.float32)
    save_model(vectors, tokenizer, tmp_path)
    model = StaticModel.from_pretrained(tmp_path)
    texts = [left for left, _ in _WORDS]
    rows = rows_of(texts, tokenizer)
    assert np.abs(model.encode(texts) - encode(vectors, rows, np.arange(len(texts)))).max() < 0.002
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "config.json",
        "model.safetensors",
        "modules.json",
        "tokenizer.json",
    ]


def test_model2vec_and_sentence_transformers_read_the_shipped_model_alike(passages: list[Passage]) -> None:
    texts = [pieces(passage.text, passage.language) for passage in passages]
    texts += ["", "😀", "日本語の文", "päästötön 😀 työmaa 日本", "kemikaali " * 200, "ẅ", "[UNK]", "työmaa"]
    ours = StaticModel.from_pretrained(MODEL, normalize=True, max_length=None).encode(texts)
    theirs = SentenceTransformer(str(MODEL), device="cpu").encode(texts, normalize_embeddings=True)
    assert np.abs(ours - theirs).max() < 1e-6


def test_the_shipped_model_stays_small() -> None:
    assert sum((MODEL / name).stat().st_size for name in ("model.safetensors", "tokenizer.json")) <= 10_000_000
    assert sum(path.stat().st_size for path in MODEL.glob("*.tsv.gz")) <= 3_000_000
