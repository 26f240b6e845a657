"""Scripts that were given out, in files: a page that holds the script to its hash goes on working after an update."""

import logging
import os
import re
from pathlib import Path

from assistant.widget.script import Script, make_script

log = logging.getLogger(__name__)

_MOST = 50
_VERSION = re.compile(r"[0-9a-f]{16}")


class KeptScripts:
    """The scripts in a folder, the newest fifty of them. Where it cannot be written, the log says so."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, script: Script) -> None:
        """Keep a script, whole or not at all."""
        path = self._path(script.version)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = path.with_suffix(f".{os.getpid()}")
            beside.write_bytes(script.body)
            beside.replace(path)
            for old in sorted(self._folder.glob("*.js"), key=lambda kept: kept.stat().st_mtime)[:-_MOST]:
                old.unlink(missing_ok=True)
        except OSError as error:
            log.warning("The widget's script is not kept for pages that pin it: %s", error)

    def find(self, version: str) -> Script | None:
        """A script that was kept. None where there is none, or where its file is no longer what was kept."""
        if not _VERSION.fullmatch(version):
            return None
        try:
            found = make_script(self._path(version).read_bytes())
        except OSError:
            return None
        return found if found.version == version else None

    def _path(self, version: str) -> Path:
        return self._folder / f"{version}.js"
