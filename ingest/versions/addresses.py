"""An address -> which page of which site it means, whatever its host, language prefix and tracking parameters."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from pydantic import TypeAdapter, ValidationError

ADDRESSES_FILE = Path(__file__).with_name("addresses.toml")
_LANGUAGE = re.compile(r"^/(?:fi|sv|en)(?:[_-][a-z]{2})?(?=/|$)")
_INDEX = re.compile(r"/(?:index\.(?:html?|php))?$")
_TRACKING = re.compile(r"utm_\w*|fbclid|gclid|msclkid|mc_[ce]id|_g[al]|lang(?:uage)?")
_LONGEST_PATH = 60


class AddressesError(Exception):
    """The file of the sites cannot be used; the message says where it breaks the form."""


@dataclass(frozen=True, slots=True)
class Generation:
    """Pages under `path` show what the site says since a day; `now` is where the newest generation has them."""

    path: str
    since: date
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """The hosts that show the pages of one publisher, without "www."; the first names the site."""

    hosts: tuple[str, ...]
    staging: tuple[str, ...] = ()
    drop: str = ""
    generation: tuple[Generation, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """Where an address points. Two with the same `site` and `page` are meant to show the same page.

    `since` is the first day of the page's generation, where that is known; `staging` means a copy that a vendor shows.
    """

    site: str
    page: str
    staging: bool
    since: date | None


def read_sites(path: Path = ADDRESSES_FILE) -> tuple[Site, ...]:
    """The sites of which more is known than their addresses say. Raises AddressesError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return TypeAdapter(tuple[Site, ...]).validate_python(table.get("site", []))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise AddressesError(f"{path}: {error}") from error


@lru_cache(maxsize=1)
def known_sites() -> tuple[Site, ...]:
    """The sites of `ingest/versions/addresses.toml`."""
    return read_sites()


def locate(url: str, sites: Iterable[Site]) -> Location:
    """Say which page of which site an address means."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    site = next((site for site in sites if host in (*site.hosts, *site.staging)), Site(hosts=(host,)))
    path = _LANGUAGE.sub("", _INDEX.sub("", unquote(parts.path).lower().removeprefix(site.drop)))
    generation = next((g for g in site.generation if f"{path}/".startswith(f"{g.path}/")), None)
    if generation and generation.now is not None:
        path = generation.now + path.removeprefix(generation.path)
    asked = sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0].lower()))
    return Location(
        site=site.hosts[0],
        page=f"{path}?{urlencode(asked)}" if asked else path,
        staging=host in site.staging,
        since=generation.since if generation else None,
    )


def subject_of(url: str) -> str:
    """A name for what an address shows: its host and the end of its path, readable, and a digest of the whole."""
    parts = urlsplit(url)
    host, path = _slug((parts.hostname or "").removeprefix("www.")), _slug(unquote(parts.path))
    if len(path) > _LONGEST_PATH:
        path = path[-_LONGEST_PATH:].partition("-")[2]
    digest = sha256(url.encode()).hexdigest()[:8]
    return "-".join(part for part in (host, path, digest) if part)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain))
