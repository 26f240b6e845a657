"""The settings of the index, which ingest and the assistant share. Read once, at the edge; frozen."""

import sys
from pathlib import Path
from typing import Literal, Self, TypeVar

from pydantic import AnyHttpUrl, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.embedding import KNOWN, Prefixes
from corpus.glossary import GLOSSARY_FILE
from corpus.voikko import VoikkoAnalyser

_S = TypeVar("_S", bound="IndexSettings")


class SettingsError(Exception):
    """A setting has a wrong value; the message names the setting, the value and what is expected."""


class IndexSettings(BaseSettings):
    """Where the index is and what makes it. From `GREENDEAL_…` variables, then from the file `.env`."""

    model_config = SettingsConfigDict(env_prefix="GREENDEAL_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Field(default=Path("data"), description="Folder of the index; made when missing")
    texts_dir: Path = Field(default=Path("corpus/texts"), description="Folder of the bundled texts")
    glossary: Path = Field(default=GLOSSARY_FILE, description="The terms of the field in three languages")
    embedder: str = Field(default="static", description=f"What makes the vectors: {KNOWN}")
    query_prefix: str = Field(default="", description="What the embedder wants before a question, such as `query: `")
    passage_prefix: str = Field(default="", description="What the embedder wants before a passage")
    analyser: Literal["simplemma", "voikko"] = Field(
        default="simplemma", description="What reads Finnish words: `simplemma`, or `voikko` where it is installed"
    )
    chroma_url: AnyHttpUrl | None = Field(
        default=None, description="Address of a Chroma server; without it, Chroma works in the data folder"
    )

    @field_validator("analyser")
    @classmethod
    def _analyser_installed(cls, analyser: str) -> str:
        """Say here, with the setting's name, that an analyser is not installed."""
        if analyser == "voikko":
            VoikkoAnalyser()
        return analyser

    @property
    def prefixes(self) -> Prefixes:
        """What the embedder wants before its texts."""
        return Prefixes(self.query_prefix, self.passage_prefix)

    @property
    def chroma_address(self) -> str | None:
        """The Chroma server's address as text."""
        return str(self.chroma_url) if self.chroma_url else None

    @classmethod
    def read(cls) -> Self:
        """Read the settings. Raises SettingsError, whose message has a line for each wrong value."""
        try:
            return cls()
        except ValidationError as error:
            lines = [
                f"GREENDEAL_{'_'.join(str(part) for part in problem['loc']).upper()}: {problem['msg']} "
                f"(it is {problem['input']!r})"
                for problem in error.errors()
            ]
            raise SettingsError("\n".join(lines)) from error


def read_or_exit(settings: type[_S]) -> _S:
    """Read the settings of a program; on a wrong value say which, and leave with exit code 2."""
    try:
        return settings.read()
    except SettingsError as error:
        print(f"Wrong setting:\n{error}", file=sys.stderr)
        raise SystemExit(2) from error
