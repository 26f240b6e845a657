"""`corpus/sources.toml`: the pages to fetch, and the rules by which links from them are followed."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from corpus.deals import read_deals
from corpus.types import GENERAL, Kind, Language
from ingest.types import Claim, Link

SOURCES_FILE = Path(__file__).parent.parent / "corpus" / "sources.toml"


class SourcesError(Exception):
    """The file of the sources breaks its form; the message names the file, the entry and what is wrong."""


@cache
def _known_deals() -> frozenset[str]:
    return frozenset(read_deals())


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("deal", check_fields=False)
    @classmethod
    def _deal_is_known(cls, deal: str | None) -> str | None:
        if deal not in (None, GENERAL, *_known_deals()):
            raise ValueError(f"there is no deal “{deal}” in deals.toml")
        return deal

    @field_validator("kind", check_fields=False)
    @classmethod
    def _kind_is_of_pages(cls, kind: Kind | None) -> Kind | None:
        if kind in (Kind.SUMMARY, Kind.GAP):
            raise ValueError(f"“{kind}” is a kind of our own texts, not of pages")
        return kind


class Source(_Strict):
    """A page to fetch. `listing` is read for its links alone; `cited` says that a bundled text rests on it."""

    url: str = Field(pattern=r"^https?://[^\s#]+$")
    title: str = Field(min_length=1)
    language: Language
    deal: str
    kind: Kind
    cited: bool
    official: bool = False
    listing: bool = False

    @field_validator("url")
    @classmethod
    def _has_a_host(cls, url: str) -> str:
        if not host_of(url):
            raise ValueError(f"“{url}” names no host")
        return url

    @property
    def claim(self) -> Claim:
        """What its entry says that the page is."""
        return Claim(self.deal, self.kind, self.official)


class Rule(_Strict):
    """Which links are followed, and what they are. The head of `corpus/sources.toml` tells each field's meaning."""

    on: re.Pattern[str]
    link: re.Pattern[str]
    words: re.Pattern[str] | None = None
    kind: Kind | None = None
    deal: str | None = None
    depth: int = Field(ge=1, le=5)

    @field_validator("on", "link", "words", mode="before")
    @classmethod
    def _in_any_case(cls, pattern: object) -> re.Pattern[str]:
        if not isinstance(pattern, str):
            raise ValueError(f"{pattern!r} is no text in quotes")
        try:
            return re.compile(pattern, re.IGNORECASE)
        except re.error as error:
            raise ValueError(f"“{pattern}” is no regular expression: {error}") from error

    def fits(self, page: str, link: Link) -> bool:
        """Whether a link that stands on a page is one of this rule's."""
        return bool(
            self.on.search(page)
            and self.link.search(link.url)
            and (self.words is None or self.words.search(f"{link.text} {link.url}"))
        )


@dataclass(frozen=True, slots=True)
class Followed:
    """A link to follow. `deal` is None where its text must tell; `kind` is None where a person must look."""

    kind: Kind | None
    deal: str | None
    official: bool


class Sources:
    """The sources by address, and the rules in their order."""

    def __init__(self, sources: Mapping[str, Source], rules: tuple[Rule, ...]) -> None:
        self.by_url = sources
        self._rules = rules

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts that may be asked: the sources', each with and without `www.`, which sites come to change."""
        bare = {host_of(url).removeprefix("www.") for url in self.by_url}
        return frozenset(bare | {f"www.{host}" for host in bare})

    @cached_property
    def _official(self) -> frozenset[str]:
        return frozenset(host_of(source.url).removeprefix("www.") for source in self.by_url.values() if source.official)

    def follow(self, page: str, deal: str, depth: int, link: Link) -> Followed | None:
        """What a link is that stands on a page of a deal, `depth` steps from a source; None where it is left alone."""
        if link.url in self.by_url or host_of(link.url) not in self.hosts:
            return None
        for rule in self._rules:
            if depth < rule.depth and rule.fits(page, link):
                of_page = None if deal == GENERAL else deal
                official = host_of(link.url).removeprefix("www.") in self._official
                return Followed(rule.kind, rule.deal or of_page, official)
        return None


def host_of(url: str) -> str:
    """The host of an address, in small letters; empty where it has none that can be read."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:  # such as half an IPv6 address
        return ""


class _File(_Strict):
    source: tuple[Source, ...]
    rule: tuple[Rule, ...] = ()


def read_sources(path: Path = SOURCES_FILE) -> Sources:
    """Read the file. Raises SourcesError."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        file = _File.model_validate(content)
    except ValidationError as error:
        problems = "; ".join(
            f"{_place(e['loc'], content)}: {e['msg'].removeprefix('Value error, ')}" for e in error.errors()
        )
        raise SourcesError(f"{path}: {problems}") from error
    except OSError as error:
        raise SourcesError(
            f"{path} cannot be read: {error.strerror}. GREENDEAL_SOURCES names the file of the sources."
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourcesError(f"{path} cannot be read: {error}") from error
    by_url = {source.url: source for source in file.source}
    if len(by_url) < len(file.source):
        urls = [source.url for source in file.source]
        raise SourcesError(
            f"{path}: these addresses stand twice: {', '.join(sorted({u for u in urls if urls.count(u) > 1}))}"
        )
    return Sources(by_url, file.rule)


def _place(loc: tuple[int | str, ...], content: Mapping[str, Any]) -> str:
    """Where something is wrong, as a person finds it: the how manyth source, its address, the field."""
    match loc:
        case (str(table), int(number), *field):
            entry = content[table][number]
            named = [f"({entry[key]})" for key in ("url", "link") if isinstance(entry, dict) and key in entry]
            return " ".join([f"{table} number {number + 1}", *named, *map(str, field)])
        case _:
            return ".".join(map(str, loc))
