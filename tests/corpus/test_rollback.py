"""The index before can be brought back, and a server goes over to it by itself."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.builds import pointed_at
from corpus.embedding import StaticEmbedder
from corpus.index import LiveIndex
from corpus.lock import Busy, held
from corpus.sync import NoSuchBuild, builds, rollback
from tests.corpus.test_index import SITES, TOYS, CountingEmbedder, OtherEmbedder, build, by_meaning


def test_the_build_before_comes_back_and_a_server_goes_over_to_it(tmp_path: Path) -> None:
    build(tmp_path, [SITES])
    build(tmp_path, [SITES, TOYS])
    live = LiveIndex(tmp_path, StaticEmbedder())
    assert len(by_meaning(live.get(), "lelut")) == 2
    was, now = rollback(tmp_path, StaticEmbedder())
    assert [build.build for build in builds(tmp_path)] == [was, now]
    assert by_meaning(live.get(), "lelut") == ["sites.fi#0"]
    live.close()


def test_a_build_can_be_named_also_a_newer_one(tmp_path: Path) -> None:
    for text in ("Yksi.", "Kaksi.", "Kolme."):
        build(tmp_path, [replace(SITES, text=f"## Mitä?\n\n{text}\n")])
    newest, _, oldest = (build.build for build in builds(tmp_path))
    assert rollback(tmp_path, StaticEmbedder(), to=oldest) == (newest, oldest)
    assert rollback(tmp_path, StaticEmbedder(), to=newest) == (oldest, newest)


def test_without_an_earlier_build_nothing_changes_and_it_says_so(tmp_path: Path) -> None:
    build(tmp_path, [SITES])
    now = pointed_at(tmp_path)
    for to in (None, "20200101T000000000000", "../elsewhere"):
        with pytest.raises(NoSuchBuild, match=now):
            rollback(tmp_path, StaticEmbedder(), to=to)
    assert pointed_at(tmp_path) == now


def test_a_build_that_cannot_be_searched_does_not_come_back(tmp_path: Path) -> None:
    build(tmp_path, [SITES], OtherEmbedder())
    build(tmp_path, [SITES, TOYS])
    now = pointed_at(tmp_path)
    with pytest.raises(NoSuchBuild, match="embedder"):
        rollback(tmp_path, StaticEmbedder())
    assert pointed_at(tmp_path) == now


def test_nothing_is_brought_back_while_another_process_builds(tmp_path: Path) -> None:
    build(tmp_path, [SITES])
    build(tmp_path, [SITES, TOYS])
    with held(tmp_path / "index" / "lock", "building"), pytest.raises(Busy):
        rollback(tmp_path, StaticEmbedder())


def test_a_day_that_changes_costs_no_embedding_and_is_in_the_new_build(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    build(tmp_path, [SITES, TOYS], embedder)
    embedder.embedded.clear()
    later = [replace(given, checked=date(2026, 11, 25)) for given in (SITES, TOYS)]
    report = build(tmp_path, later, embedder)
    assert (report.embedded, embedder.embedded, report.changed) == (0, [], 2)
    live = LiveIndex(tmp_path, embedder)
    assert {passage.checked for passage in live.get().passages} == {date(2026, 11, 25)}
    live.close()
