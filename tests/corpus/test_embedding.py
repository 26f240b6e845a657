"""Every embedder keeps the contract of Embedder; what cannot be loaded is told in a line."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from langchain.embeddings import base as providers

from corpus.embedding import (
    MODEL,
    Embedder,
    EmbedderFailed,
    LangchainEmbedder,
    Prefixes,
    SentenceTransformerEmbedder,
    StaticEmbedder,
    UnknownEmbedder,
    load_embedder,
)
from corpus.types import LANGUAGES, Language, Passage
from tests.documents import passage
from tests.processes import run

E5 = Prefixes("query: ", "passage: ")
MACHINES = passage("Mitä koneita?", "Työkoneet toimivat sähköllä.")
TOYS = passage("Mitä leluja?", "Lasten lelut ovat turvallisia.")
SIGNATURES = passage("Who has signed?", "The cities signed the agreement.", "en")
DATES = passage("När tar det slut?", "Avtalet gäller till 2030.", "sv")
PASSAGES = (MACHINES, TOYS, SIGNATURES, DATES)


def save_model(folder: Path, prompts: dict[str, str] | None = None, seed: int = 0) -> Path:
    """A real, tiny sentence-transformers model: a vector a word."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from torch.nn import Module

    texts = " ".join(given.searchable for given in PASSAGES) + " query passage : ."
    words = ["[UNK]", *sorted(set(texts.replace(".", " ").replace("?", " ").split()))]
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = Whitespace()
    weights = np.random.default_rng(seed).normal(size=(len(words), 16)).astype(np.float32)
    modules: list[Module] = [StaticEmbedding(tokenizer, embedding_weights=weights)]
    SentenceTransformer(modules=modules, device="cpu", prompts=prompts).save(str(folder))
    return folder


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="session")
def _fake_provider() -> Iterator[None]:
    """langchain's own fake embedder, in langchain's table of providers; the model's name is its dimensions."""
    with pytest.MonkeyPatch.context() as patch:
        known = ("langchain_core.embeddings", "DeterministicFakeEmbedding", lambda cls, model: cls(size=int(model)))
        patch.setitem(providers._BUILTIN_PROVIDERS, "fake", known)
        yield
    providers._get_embeddings_class_creator.cache_clear()


@pytest.fixture(scope="session")
def names(model_folder: Path, _fake_provider: None) -> dict[str, str]:
    return {
        "static": "static",
        "sentence-transformers": f"sentence-transformers:{model_folder}",
        "langchain": "langchain:fake:16",
    }


KINDS = ("static", "sentence-transformers", "langchain")
PREFIXABLE = ("sentence-transformers", "langchain")


@pytest.fixture(scope="session", params=KINDS)
def embedder(request: pytest.FixtureRequest, names: dict[str, str]) -> Embedder:
    return load_embedder(names[request.param])


def test_passages_are_rows_of_length_1_and_of_the_promised_columns(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(PASSAGES)
    assert vectors.shape == (len(PASSAGES), embedder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["työmaa", "Vem har undertecknat?", "KEINO:n", "a", "zxqwv", "2030 green deal"])
def test_a_question_with_letters_is_one_row_of_length_1(embedder: Embedder, text: str, language: Language) -> None:
    vector = embedder.embed_question(text, language)
    assert vector.shape == (1, embedder.dimensions)
    assert vector.dtype == np.float32
    assert np.allclose(np.linalg.norm(vector), 1, atol=1e-5)


@pytest.mark.parametrize("text", ["", " ", "?!", "…", "漢字"])
def test_of_what_the_model_does_not_know_there_is_a_row_without_faults(embedder: Embedder, text: str) -> None:
    vector = embedder.embed_question(text, "fi")
    length = float(np.linalg.norm(vector))
    assert length == 0 or length == pytest.approx(1, abs=1e-5)


def test_the_same_texts_give_the_same_vectors_also_when_loaded_anew(
    embedder: Embedder, request: pytest.FixtureRequest, names: dict[str, str]
) -> None:
    again = load_embedder(names[request.node.callspec.params["embedder"]])
    assert np.array_equal(embedder.embed_passages(PASSAGES), again.embed_passages(PASSAGES))
    assert np.array_equal(embedder.embed_question("työmaa", "fi"), again.embed_question("työmaa", "fi"))
    assert embedder.fingerprint == again.fingerprint


def test_a_passage_is_embedded_alike_alone_and_among_others(embedder: Embedder) -> None:
    alone = np.concatenate([embedder.embed_passages([given]) for given in PASSAGES])
    assert np.allclose(embedder.embed_passages(PASSAGES), alone, atol=1e-5)


def test_the_fingerprint_is_a_line_and_stays_whatever_is_asked(embedder: Embedder) -> None:
    before = embedder.fingerprint
    for language in LANGUAGES:
        embedder.embed_question("green deal", language)
    assert before
    assert "\n" not in before
    assert embedder.fingerprint == before


def test_a_question_is_nearest_to_the_passage_that_says_the_same(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(PASSAGES)
    nearest = [int((vectors @ embedder.embed_question(p.searchable, p.language).T).argmax()) for p in PASSAGES]
    assert nearest == list(range(len(PASSAGES)))


def test_fingerprints_tell_the_embedders_apart(names: dict[str, str]) -> None:
    plain = {load_embedder(name).fingerprint for name in names.values()}
    prefixed = {load_embedder(names[kind], E5).fingerprint for kind in PREFIXABLE}
    assert len(plain | prefixed) == len(KINDS) + len(PREFIXABLE)


@pytest.mark.parametrize("kind", PREFIXABLE)
def test_prefixes_stand_before_questions_and_passages(kind: str, names: dict[str, str]) -> None:
    plain, prefixed = load_embedder(names[kind]), load_embedder(names[kind], E5)
    text = MACHINES.searchable
    asked, stored = prefixed.embed_question(text, "fi"), prefixed.embed_passages([MACHINES])
    assert np.allclose(asked, plain.embed_question(f"query: {text}", "fi"), atol=1e-6)
    assert np.allclose(stored, plain.embed_question(f"passage: {text}", "fi"), atol=1e-6)
    assert not np.allclose(asked, stored, atol=1e-3)


def test_the_prefixes_that_a_model_names_itself_are_used_unless_others_are_given(
    model_folder: Path, tmp_path: Path
) -> None:
    own = SentenceTransformerEmbedder(str(save_model(tmp_path / "own", {"query": "query: ", "document": "passage: "})))
    given = SentenceTransformerEmbedder(str(model_folder), E5)
    assert np.array_equal(own.embed_question("lelut", "fi"), given.embed_question("lelut", "fi"))
    assert np.array_equal(own.embed_passages([TOYS]), given.embed_passages([TOYS]))


def test_our_own_model_takes_no_prefixes() -> None:
    with pytest.raises(UnknownEmbedder, match="GREENDEAL_QUERY_PREFIX"):
        load_embedder("static", E5)


def test_our_own_model_embeds_passages_and_questions_alike(passages: list[Passage]) -> None:
    """The one by sentence-transformers, the other by model2vec; also where a piece is unknown."""
    embedder = StaticEmbedder()
    texts = [given.text for given in passages[::40]] + ["漢字 työmaa", "päästötön 漢字 työkone"]
    for text in texts:
        stored = embedder.embed_passages([passage(text, text)])
        assert np.allclose(stored, embedder.embed_question(text, "fi"), atol=1e-4), text


@pytest.mark.parametrize(
    ("text", "language"), [("electric machinery", "en"), ("eldrivna maskiner", "sv"), ("sähköiset työkoneet", "fi")]
)
def test_our_own_model_reads_three_languages(text: str, language: Language) -> None:
    embedder = StaticEmbedder()
    vectors = embedder.embed_passages([MACHINES, TOYS])
    near, far = vectors @ embedder.embed_question(text, language)[0]
    assert near > far


def test_a_folder_is_known_by_its_files_and_may_be_moved(model_folder: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere" / model_folder.name
    shutil.copytree(model_folder, moved)
    first = SentenceTransformerEmbedder(str(model_folder)).fingerprint
    (moved / "README.md").write_text("other words about the same", encoding="utf-8")
    assert SentenceTransformerEmbedder(str(moved)).fingerprint == first
    save_model(moved, seed=1)
    assert SentenceTransformerEmbedder(str(moved)).fingerprint != first


def test_our_own_model_is_known_by_its_files(tmp_path: Path) -> None:
    shutil.copytree(MODEL, tmp_path / "model")
    assert StaticEmbedder(tmp_path / "model").fingerprint == StaticEmbedder().fingerprint
    with (tmp_path / "model" / "tokenizer.json").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert StaticEmbedder(tmp_path / "model").fingerprint != StaticEmbedder().fingerprint


@pytest.mark.parametrize("name", ["", "nothing", "ngrams", "sentence-transformers:", "langchain:"])
def test_an_unknown_name_is_refused_with_the_names_that_are_known(name: str) -> None:
    with pytest.raises(UnknownEmbedder, match=r"Known: static, sentence-transformers:.*langchain:"):
        load_embedder(name)


def test_a_model_of_ours_that_is_not_whole_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UnknownEmbedder, match=r"model\.safetensors missing"):
        StaticEmbedder(tmp_path)


def test_a_folder_without_a_model_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(UnknownEmbedder, match=str(tmp_path)):
        load_embedder(f"sentence-transformers:{tmp_path}")


@pytest.mark.parametrize("folder", ["/nowhere/e5", "./nowhere", "~/nowhere/e5", "some/models/e5"])
def test_a_missing_folder_is_named_and_the_hub_is_not_asked(folder: str) -> None:
    with pytest.raises(UnknownEmbedder, match=r"no folder .*(nowhere|models/e5)"):
        SentenceTransformerEmbedder(folder)


def test_a_name_that_is_neither_folder_nor_to_be_had_from_the_hub_is_told_as_both(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    done = run("-m", "ingest", data_dir=tmp_path, embedder="sentence-transformers:models/e5")
    assert done.returncode == 2
    assert "GREENDEAL_EMBEDDER: The model “models/e5” cannot be loaded" in done.stderr
    assert "no such folder here, and the hub cannot give it" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_provider_that_is_not_installed_is_told_with_the_command_that_installs_it() -> None:
    with pytest.raises(UnknownEmbedder, match="pip install langchain-mistralai"):
        LangchainEmbedder("mistralai:mistral-embed")


@pytest.mark.parametrize("model", ["nobody:model", "model"])
def test_an_unknown_provider_is_refused_with_the_providers_that_are_known(model: str) -> None:
    with pytest.raises(UnknownEmbedder, match=rf"{model}(.|\n)*openai"):
        LangchainEmbedder(model)


class _Unreachable:
    """A provider whose server is down."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise ConnectionError(f"no route to host for {len(texts)} texts")

    def embed_query(self, text: str) -> list[float]:
        raise ConnectionError(f"no route to host for {text}")


def test_a_provider_that_does_not_answer_is_told_by_name(
    monkeypatch: pytest.MonkeyPatch, passages: Sequence[Passage]
) -> None:
    monkeypatch.setattr("langchain.embeddings.init_embeddings", lambda _: _Unreachable())
    embedder = LangchainEmbedder("openai:text-embedding-3-small")
    with pytest.raises(EmbedderFailed, match="“openai:text-embedding-3-small” does not answer: no route to host"):
        embedder.embed_passages(passages[:2])
    with pytest.raises(EmbedderFailed, match="does not answer"):
        embedder.embed_question("green deal", "en")
