"""The bodies of responses on disk, each once: gzip, named by the SHA-256 of what is in it."""

import gzip
import os
import zlib
from hashlib import sha256
from pathlib import Path


class ArchiveError(Exception):
    """What was fetched cannot be kept or read; the message names the file and what to do."""


class Bodies:
    """The bodies in a folder. With `dry` nothing is written to disk and what is kept goes with the object."""

    def __init__(self, folder: Path, *, dry: bool = False) -> None:
        self._folder = folder
        self._dry = dry
        self._in_memory: dict[str, bytes] = {}

    def keep(self, body: bytes) -> str:
        """Keep a body and give its name."""
        name = sha256(body).hexdigest()
        path = self._path(name)
        if self._dry:
            self._in_memory[name] = body
        elif not self._is_kept(name, body):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            new = path.with_suffix(".new")
            with new.open("wb") as file:
                file.write(gzip.compress(body, mtime=0))
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)
        return name

    def read(self, name: str) -> bytes:
        """The body of that name. Raises ArchiveError."""
        if name in self._in_memory:
            return self._in_memory[name]
        try:
            return gzip.decompress(self._path(name).read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise ArchiveError(
                f"The kept response {self._path(name)} cannot be read ({error}). The next run fetches that page anew."
            ) from error

    def _is_kept(self, name: str, body: bytes) -> bool:
        """Whether a body is there, and whole: what is damaged is written anew."""
        try:
            return self.read(name) == body
        except ArchiveError:
            return False

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / f"{name}.gz"
