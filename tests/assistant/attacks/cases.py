"""The attacks of this folder's TOML files, one by one."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Channel = Literal["question", "history", "page"]


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack and what must hold of the answer; `question` and `role` are for the channels that are no question."""

    language: str
    what: str
    channel: Channel
    text: str
    status: tuple[str, ...]
    never: tuple[str, ...]
    told: tuple[str, ...]
    question: str
    role: Literal["user", "assistant"]

    @property
    def name(self) -> str:
        """Tells it from the others where tests are listed."""
        return f"{self.language}-{self.channel}: {self.text[:50]}"


def read_attacks() -> list[Attack]:
    """All attacks, by file and in their order."""
    return [attack for path in sorted(Path(__file__).parent.glob("*.toml")) for attack in _read(path)]


def _read(path: Path) -> list[Attack]:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Attack(
            content["language"],
            group["what"],
            group["channel"],
            text,
            tuple(group["status"]),
            tuple(group["never"]),
            tuple(group.get("told", ())),
            group.get("question", text),
            group.get("role", "user"),
        )
        for group in content["group"]
        for text in group["texts"]
    ]
