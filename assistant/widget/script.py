"""The script as it is sent: its bytes, plain and compressed, and what tells one version from another."""

import base64
import gzip
import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Script:
    """One version. A page may hold it to its `integrity` (W3C, Subresource Integrity); `version` is in its address."""

    body: bytes
    compressed: bytes
    integrity: str
    version: str


def make_script(code: str | bytes) -> Script:
    """The script of this code; the same code always gives the same."""
    body = code.encode() if isinstance(code, str) else code
    digest = hashlib.sha384(body)
    return Script(
        body=body,
        compressed=gzip.compress(body, 9, mtime=0),
        integrity=f"sha384-{base64.b64encode(digest.digest()).decode()}",
        version=digest.hexdigest()[:16],
    )
