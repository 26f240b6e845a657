"""The lists of words that the rules go by, as TOML files."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=16)
def read(name: str) -> dict[str, Any]:
    """A list by its name. Raises OSError where there is none."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
