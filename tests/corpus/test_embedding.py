"""Every embedder keeps the contract of Embedder."""

from pathlib import Path

import numpy as np
import pytest

from corpus.embedding import Embedder, NgramEmbedder, SentenceTransformerEmbedder, UnknownEmbedder, load_embedder


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real, tiny sentence-transformers model: a vector a word, made here."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    words = ["[UNK]", "lapsi", "lelu", "kone", "työmaa"]
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = Whitespace()
    weights = np.random.default_rng(0).normal(size=(len(words), 8)).astype(np.float32)
    folder = tmp_path_factory.mktemp("model")
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu").save(str(folder))
    return folder


@pytest.fixture(params=["ngrams", "sentence-transformers"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "ngrams":
        return NgramEmbedder()
    return SentenceTransformerEmbedder(str(request.getfixturevalue("model_folder")))


def test_a_row_a_text_of_the_promised_length(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(["lapsi lelu", "kone"])
    assert vectors.shape == (2, embedder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_question_is_one_row(embedder: Embedder) -> None:
    assert embedder.embed_question("lapsi").shape == (1, embedder.dimensions)


def test_the_same_text_gives_the_same_vector(embedder: Embedder) -> None:
    assert np.array_equal(embedder.embed_passages(["työmaa"]), embedder.embed_passages(["työmaa"]))


def test_a_text_is_nearest_to_itself(embedder: Embedder) -> None:
    texts = ["lapsi lelu", "kone työmaa", "lelu"]
    scores = embedder.embed_passages(texts) @ embedder.embed_passages(texts).T
    assert list(scores.argmax(axis=1)) == [0, 1, 2]


def test_the_fingerprint_names_the_model(embedder: Embedder) -> None:
    assert embedder.fingerprint
    assert "\n" not in embedder.fingerprint


def test_inflected_and_misspelt_words_come_near_by_ngrams() -> None:
    embedder = NgramEmbedder()
    near, far = (
        embedder.embed_passages(["päästöttömien työmaiden", "lasten lelut"])
        @ embedder.embed_question("päästötön työmaa").T
    )
    assert near > far


def test_an_embedder_is_loaded_by_name(model_folder: Path) -> None:
    assert load_embedder("ngrams").dimensions == 1024
    assert load_embedder(f"sentence-transformers:{model_folder}").dimensions == 8


@pytest.mark.parametrize("name", ["", "nothing", "sentence-transformers:"])
def test_an_unknown_name_is_refused_with_the_names_that_are_known(name: str) -> None:
    with pytest.raises(UnknownEmbedder, match="ngrams"):
        load_embedder(name)


def test_a_folder_without_a_model_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(UnknownEmbedder, match=str(tmp_path)):
        load_embedder(f"sentence-transformers:{tmp_path}")
