"""Bodies unpacked within their limit."""

import gzip
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch.stopped import Stopped
from ingest.fetch.unpack import unpacked
from ingest.types import Reason

PACK: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "deflate": zlib.compress}


def unpack(body: bytes, packing: str, limit: int = 10**6, step: int = 1000) -> bytes:
    return b"".join(unpacked((body[at : at + step] for at in range(0, len(body), step)), packing, limit))


@given(st.binary(max_size=2000).map(lambda piece: piece * 80), st.sampled_from(sorted(PACK)), st.integers(1, 5000))
def test_a_packed_body_comes_out_whole_however_it_is_cut(body: bytes, packing: str, step: int) -> None:
    assert unpack(PACK[packing](body), packing, step=step) == body


def test_what_is_packed_twice_is_unpacked_twice() -> None:
    assert unpack(gzip.compress(zlib.compress(b"Sopimus")), "deflate, gzip") == b"Sopimus"


@pytest.mark.parametrize("packing", ["", "identity", " , "])
def test_what_is_not_packed_passes(packing: str) -> None:
    assert unpack(b"Sopimus", packing) == b"Sopimus"


def test_what_comes_after_the_packed_body_is_left_out() -> None:
    assert unpack(gzip.compress(b"Sopimus") + b"\0" * 5000, "gzip") == b"Sopimus"


def test_a_bomb_is_stopped_before_it_is_unpacked() -> None:
    taken = 0

    def bomb() -> Iterator[bytes]:
        nonlocal taken
        packed = gzip.compress(bytes(50_000_000))
        for at in range(0, len(packed), 100):
            taken += 100
            yield packed[at : at + 100]

    with pytest.raises(Stopped) as stop:
        b"".join(unpacked(bomb(), "gzip", 1_000_000))
    assert stop.value.reason is Reason.TOO_LARGE
    assert taken < 3000


def test_a_bomb_between_two_packings_is_stopped_though_it_ends_small() -> None:
    empty_blocks = zlib.compress(b"")[:2] + b"\0\0\0\xff\xff" * 400_000  # two megabytes of blocks with nothing in them
    with pytest.raises(Stopped) as stop:
        unpack(gzip.compress(empty_blocks), "deflate, gzip")
    assert stop.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("body", "packing", "reason"),
    [
        (gzip.compress(b"Sopimus" * 100)[:-4], "gzip", Reason.NOT_HTTP),
        (gzip.compress(b"Sopimus")[:-8] + bytes(8), "gzip", Reason.NOT_HTTP),
        (b"<html>not packed at all</html>", "gzip", Reason.NOT_HTTP),
        (b"", "br", Reason.NOT_HTTP),
        (b"", "gzip, zstd", Reason.NOT_HTTP),
        (b"", "gzip, gzip, gzip", Reason.TOO_LARGE),
    ],
)
def test_what_is_broken_or_unknown_is_refused(body: bytes, packing: str, reason: Reason) -> None:
    with pytest.raises(Stopped) as stop:
        unpack(body, packing)
    assert stop.value.reason is reason


def test_an_empty_body_may_call_itself_packed() -> None:
    assert unpack(b"", "gzip") == b""
