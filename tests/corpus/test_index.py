"""The index: what is searched is what was given last, and a build that fails changes nothing."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from corpus.builds import collection_of, current_build, read_manifest
from corpus.dense import DenseIndex
from corpus.embedding import StaticEmbedder, Vectors
from corpus.index import Index, IndexUnusable, LiveIndex, open_index
from corpus.lexical import Ranked
from corpus.lines import PASSAGE, Lines
from corpus.lock import Busy
from corpus.sync import SyncReport, sync
from corpus.translation import Alternative
from corpus.types import Document, Passage
from ingest.split import fingerprint, split
from tests.documents import document


class CountingEmbedder(StaticEmbedder):
    """Counts the passages that it embeds."""

    def __init__(self) -> None:
        super().__init__()
        self.embedded: list[str] = []

    def embed_passages(self, passages: Sequence[Passage]) -> Vectors:
        self.embedded += [passage.text for passage in passages]
        return super().embed_passages(passages)


class OtherEmbedder(StaticEmbedder):
    """The same vectors under another name."""

    @property
    def fingerprint(self) -> str:
        return "another"


SITES = document("sites", "## Mitä koneita?\n\nTyökoneet toimivat sähköllä.\n")
TOYS = document("toys", "## Mitä leluja?\n\nLelut ovat turvallisia.\n")


def build(
    data: Path, documents: Sequence[Document], embedder: StaticEmbedder | None = None, rebuild: bool = False
) -> SyncReport:
    passages = [passage for given in documents for passage in split(given)]
    return sync(data, documents, passages, embedder or StaticEmbedder(), fingerprint(), rebuild=rebuild)


def query(*words: str) -> list[list[Alternative]]:
    return [[((word,), 1.0)] for word in words]


def ids(index: Index, hits: Ranked) -> list[str]:
    return [index.passages.ids[position] for position in hits.positions]


def by_meaning(index: Index, text: str) -> list[str]:
    return ids(index, index.search_meaning(text, "fi", 5))


def found(data: Path, words: list[str]) -> list[str]:
    with closing(open_index(data, StaticEmbedder())) as index:
        return ids(index, index.search_words(query(*words), 5))


def test_what_is_given_is_found_by_words_and_by_vectors(tmp_path: Path) -> None:
    report = build(tmp_path, [SITES, TOYS])
    assert (report.added, report.passages, report.embedded) == (2, 2, 2)
    index = open_index(tmp_path, StaticEmbedder())
    assert ids(index, index.search_words(query("työkone"), 5)) == ["sites.fi#0"]
    assert by_meaning(index, "työkoneita")[0] == "sites.fi#0"
    assert index.documents["toys.fi"] == TOYS
    assert list(index.passages) == [*split(SITES), *split(TOYS)]
    index.close()


def test_a_second_run_embeds_nothing_and_keeps_the_build(tmp_path: Path) -> None:
    first, embedder = build(tmp_path, [SITES, TOYS]), CountingEmbedder()
    second = build(tmp_path, [SITES, TOYS], embedder)
    assert (second.unchanged, second.embedded, second.build) == (2, 0, first.build)
    assert embedder.embedded == []


def test_only_what_has_changed_is_embedded_again(tmp_path: Path) -> None:
    build(tmp_path, [SITES, TOYS])
    embedder = CountingEmbedder()
    changed = document("toys", "## Mitä leluja?\n\nLelut ovat puuta.\n")
    report = build(tmp_path, [SITES, changed], embedder)
    assert (report.changed, report.unchanged, report.embedded) == (1, 1, 1)
    assert len(embedder.embedded) == 1
    assert "puuta" in embedder.embedded[0]
    index = open_index(tmp_path, StaticEmbedder())
    assert by_meaning(index, "työkoneita")[0] == "sites.fi#0", "a kept vector still finds its passage"
    index.close()


def test_a_vanished_document_is_found_no_more(tmp_path: Path) -> None:
    build(tmp_path, [SITES, TOYS])
    report = build(tmp_path, [SITES])
    assert report.deleted == 1
    assert found(tmp_path, ["lelu"]) == []
    index = open_index(tmp_path, StaticEmbedder())
    assert by_meaning(index, "lelut") == ["sites.fi#0"]
    index.close()


def test_rebuild_embeds_everything_anew(tmp_path: Path) -> None:
    build(tmp_path, [SITES, TOYS])
    assert build(tmp_path, [SITES, TOYS], rebuild=True).embedded == 2


def test_a_build_that_breaks_off_leaves_the_old_index_serving(tmp_path: Path) -> None:
    class Failing(StaticEmbedder):
        def embed_passages(self, passages: Sequence[Passage]) -> Vectors:
            raise RuntimeError(f"power cut while embedding {len(passages)} passages")

    first = build(tmp_path, [SITES])
    with pytest.raises(RuntimeError, match="power cut"):
        build(tmp_path, [SITES, TOYS], Failing())
    kept = current_build(tmp_path)
    assert kept is not None
    assert kept.name == first.build
    assert found(tmp_path, ["työkone"]) == ["sites.fi#0"]
    assert found(tmp_path, ["lelu"]) == []
    build(tmp_path, [SITES, TOYS])
    left = {path.name for path in (tmp_path / "index").iterdir() if path.is_dir()}
    assert len(left) == 2, "the build that broke off left nothing, the one before is kept"


def test_old_builds_are_cleared_away_but_for_the_last(tmp_path: Path) -> None:
    for number in range(4):
        build(tmp_path, [document("sites", f"## Mitä?\n\nTeksti numero {number}.\n")])
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 3


def test_an_index_of_another_embedder_is_refused_with_the_way_out(tmp_path: Path) -> None:
    build(tmp_path, [SITES])
    with pytest.raises(IndexUnusable) as refused:
        open_index(tmp_path, OtherEmbedder())
    assert refused.value.reason == "other_maker"
    assert str(refused.value) == (
        f"The index in {tmp_path} was made with the embedder “{StaticEmbedder().fingerprint}”, and “another” is in use "
        "now. Rebuild it: python -m ingest"
    )


def test_an_index_of_another_analyser_is_refused(tmp_path: Path) -> None:
    build(tmp_path, [SITES])
    folder = current_build(tmp_path)
    assert folder is not None
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"analyser": "older"}), encoding="utf-8")
    with pytest.raises(IndexUnusable, match="analyser"):
        open_index(tmp_path, StaticEmbedder())


def test_another_embedder_embeds_everything_anew(tmp_path: Path) -> None:
    build(tmp_path, [SITES, TOYS])
    assert build(tmp_path, [SITES, TOYS], OtherEmbedder()).embedded == 2
    open_index(tmp_path, OtherEmbedder()).close()


def test_without_an_index_the_message_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="python -m ingest") as refused:
        open_index(tmp_path, StaticEmbedder())
    assert refused.value.reason == "no_index"


@pytest.mark.parametrize(
    "part",
    [
        "documents.jsonl",
        "passages.jsonl",
        "passages.contents.json",
        "facets.json",
        "lexical/words.json",
        "lexical/scores.npy",
        "lexical/held.values.npy",
    ],
)
@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_a_damaged_index_is_refused_with_the_way_out_and_can_be_rebuilt(tmp_path: Path, part: str, damage: str) -> None:
    build(tmp_path, [SITES, TOYS])
    folder = current_build(tmp_path)
    assert folder is not None
    if damage == "gone":
        (folder / part).unlink()
    else:
        (folder / part).write_bytes((folder / part).read_bytes()[:-20])
    with pytest.raises(IndexUnusable, match="--rebuild") as refused:
        open_index(tmp_path, StaticEmbedder())
    assert refused.value.reason == "search_failed"
    assert build(tmp_path, [SITES, TOYS], rebuild=True).embedded == 2
    open_index(tmp_path, StaticEmbedder()).close()


def test_two_builders_at_once_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    with FileLock(tmp_path / "index" / "lock"), pytest.raises(Busy, match="lock"):
        build(tmp_path, [SITES])


def test_a_serving_process_goes_over_to_the_new_build(tmp_path: Path) -> None:
    build(tmp_path, [SITES])
    live = LiveIndex(tmp_path, StaticEmbedder())
    assert by_meaning(live.get(), "lelut") == ["sites.fi#0"]
    held = live.get()
    build(tmp_path, [SITES, TOYS])
    assert by_meaning(live.get(), "lelut")[0] == "toys.fi#0"
    assert by_meaning(held, "lelut"), "a question under way finishes on the index that it began with"
    live.close()


def test_a_serving_process_keeps_its_index_when_the_new_one_cannot_be_used(tmp_path: Path) -> None:
    build(tmp_path, [SITES])
    live = LiveIndex(tmp_path, StaticEmbedder())
    first = live.get()
    build(tmp_path, [SITES, TOYS], OtherEmbedder())
    assert live.get() is first
    live.close()


def test_lost_vectors_are_embedded_anew(tmp_path: Path) -> None:
    build(tmp_path, [SITES, TOYS])
    folder = current_build(tmp_path)
    assert folder is not None
    for file in (folder / "chroma").rglob("*"):
        if file.is_file():
            file.unlink()
    changed = replace(TOYS, title="Toinen otsikko")
    assert build(tmp_path, [SITES, changed]).embedded == 2


def test_every_passage_finds_itself_among_many(data: Path) -> None:
    """Chroma's default settings miss some rows; ours must not (docs/adr/0002-index.md)."""
    folder = current_build(data)
    assert folder is not None
    ids = Lines(folder / "passages.jsonl", PASSAGE).ids
    dense = DenseIndex.open(folder / "chroma", collection_of(read_manifest(folder).build))
    missed = [
        own
        for own, vector in zip(ids, dense.vectors(ids), strict=True)
        # texts that say the same in two languages may lie equally near
        if own not in {found for found, _ in dense.search(vector[np.newaxis], 3)}
    ]
    dense.close()
    assert missed == []


def test_nothing_but_builds_is_cleared_away(tmp_path: Path) -> None:
    """Someone may point the data folder at a place that has an index folder of its own."""
    foreign = tmp_path / "index" / "my-website" / "important.html"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("mine", encoding="utf-8")
    for number in range(4):
        build(tmp_path, [document("sites", f"## Mitä?\n\nTeksti numero {number}.\n")])
    assert foreign.read_text(encoding="utf-8") == "mine"


def test_a_build_that_fails_leaves_no_folder_behind(tmp_path: Path) -> None:
    class Failing(StaticEmbedder):
        def embed_passages(self, passages: Sequence[Passage]) -> Vectors:
            raise OSError(f"no space left for {len(passages)} passages")

    build(tmp_path, [SITES])
    before = sorted(path.name for path in (tmp_path / "index").iterdir())
    with pytest.raises(OSError, match="no space left"):
        build(tmp_path, [SITES, TOYS], Failing())
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == before


@pytest.mark.parametrize(
    "part", ["documents.jsonl", "passages.jsonl", "facets.json", "lexical/words.json", "chroma", "manifest.json"]
)
def test_a_plain_run_repairs_a_damaged_index(tmp_path: Path, part: str) -> None:
    """`make serve` runs it: nothing has changed in the texts, and yet the index must be made whole."""
    build(tmp_path, [SITES, TOYS])
    folder = current_build(tmp_path)
    assert folder is not None
    for file in (folder / part).rglob("*") if (folder / part).is_dir() else [folder / part]:
        if file.is_file():
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    build(tmp_path, [SITES, TOYS])
    assert found(tmp_path, ["lelu"]) == ["toys.fi#0"]


def test_a_pointer_that_cannot_be_read_is_no_index_and_is_written_anew(tmp_path: Path) -> None:
    build(tmp_path, [SITES])
    (tmp_path / "index" / "current").write_bytes(b"\xff\xfe../..")
    with pytest.raises(IndexUnusable, match="python -m ingest"):
        open_index(tmp_path, StaticEmbedder())
    build(tmp_path, [SITES])
    assert found(tmp_path, ["työkone"]) == ["sites.fi#0"]


def test_a_new_build_whose_vectors_are_lost_is_not_gone_over_to(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build(tmp_path, [SITES])
    live = LiveIndex(tmp_path, StaticEmbedder())
    first = live.get()
    build(tmp_path, [SITES, TOYS])
    folder = current_build(tmp_path)
    assert folder is not None
    for file in (folder / "chroma").rglob("*"):
        if file.is_file():
            file.unlink()
    assert live.get() is first
    assert live.get() is first
    assert len([record for record in caplog.records if "cannot be used" in record.message]) == 1
    live.close()


def test_two_builds_of_the_same_texts_find_the_same_by_meaning(
    data: Path, tmp_path: Path, documents: list[Document], passages: list[Passage]
) -> None:
    """What an answer is must not hang on how the vectors' graph came out this time."""
    embedder = StaticEmbedder()
    sync(tmp_path, documents, passages, embedder, fingerprint())
    one, other = open_index(data, embedder), open_index(tmp_path, embedder)
    for asked, language in {(passage.heading, passage.language) for passage in passages[::3]}:
        here, there = (index.search_meaning(asked, language, 150) for index in (one, other))
        assert ids(one, here) == ids(other, there)
        assert np.array_equal(here.scores, there.scores)
    one.close()
    other.close()
