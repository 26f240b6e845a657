"""Unpack a body while it comes, never more of it than is allowed: what stops compressed bombs."""

import zlib
from collections.abc import Iterable, Iterator

from ingest.fetch.stopped import Stopped
from ingest.types import Reason

ACCEPTED = "gzip"
"""What is asked for, for `Accept-Encoding`."""

_PIECE = 64 * 1024
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS  # zlib tells the two apart by their first bytes
_PACKINGS = frozenset(["gzip", "x-gzip", "deflate"])
_MOST_PACKINGS = 2  # some servers pack what an application has packed; more of them is a bomb


def packings(content_encoding: str) -> tuple[str, ...]:
    """The packings that a `Content-Encoding` names, the last one first. Raises Stopped for one that is not known."""
    named = [name.strip().lower() for name in content_encoding.split(",")]
    found = tuple(name for name in reversed(named) if name not in ("", "identity"))
    if unknown := [name for name in found if name not in _PACKINGS]:
        raise Stopped(Reason.NOT_HTTP, f"packed as “{unknown[0][:50]}”, which was not asked for")
    if len(found) > _MOST_PACKINGS:
        raise Stopped(Reason.TOO_LARGE, f"packed {len(found)} times over")
    return found


def unpacked(pieces: Iterable[bytes], content_encoding: str, limit: int) -> Iterator[bytes]:
    """Yield the body in pieces of at most 64 KiB where it is packed.

    Raises Stopped for what is broken or unknown, and once it is over `limit` bytes, also between two packings.
    """
    bounded = _bounded(pieces, limit)
    for _ in packings(content_encoding):
        bounded = _bounded(_inflated(bounded), limit)
    return bounded


def _bounded(pieces: Iterable[bytes], limit: int) -> Iterator[bytes]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > limit:
            raise Stopped(Reason.TOO_LARGE, f"over {limit} bytes once unpacked")
        yield piece


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack one packing; what comes after its end is left out, as browsers do."""
    inflate = zlib.decompressobj(_GZIP_OR_ZLIB)
    came = False
    try:
        for piece in pieces:
            came = came or bool(piece)
            while piece and not inflate.eof:
                yield inflate.decompress(piece, _PIECE)
                piece = inflate.unconsumed_tail
    except zlib.error as error:
        raise Stopped(Reason.NOT_HTTP, f"the packed body is broken: {error}") from error
    if came and not inflate.eof:
        raise Stopped(Reason.NOT_HTTP, "the packed body ends before its end")
