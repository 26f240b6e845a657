"""What passes between the steps of ingestion: Fetched -> Extracted -> Wording -> (corpus) Document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from corpus.types import Kind, Language


class Reason(StrEnum):
    """Why an address gave no document. A key of the report's texts (`ingest/report/texts.*.toml`)."""

    # it was not asked, or not answered
    NO_SUCH_SCHEME = "no_such_scheme"  # neither http nor https
    HOST_NOT_ALLOWED = "host_not_allowed"  # no source's rule allows the host, also after a redirect
    PRIVATE_ADDRESS = "private_address"  # a private, loopback, link-local or metadata address
    ROBOTS = "robots"  # robots.txt does not allow it, or could not be had for a server error
    HOST_UNKNOWN = "host_unknown"  # no such name
    UNREACHABLE = "unreachable"  # refused, reset, no route
    NO_TRUST = "no_trust"  # a certificate that does not hold
    TIMED_OUT = "timed_out"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    TOO_LARGE = "too_large"  # over the limit of a response, also once unpacked
    RUN_TOO_LARGE = "run_too_large"  # the run has fetched all it may
    NOT_HTTP = "not_http"  # an answer that breaks the protocol
    BUSY = "busy"  # 429, also after waiting
    SERVER_ERROR = "server_error"  # 5xx, also after trying again
    REFUSED = "refused"  # 401, 403, 451
    GONE = "gone"  # 404, 410
    BAD_STATUS = "bad_status"  # any other status that is no success
    # it was answered, and gives no text
    SOFT_404 = "soft_404"  # "page not found", with 200
    LOGIN_WALL = "login_wall"
    EMPTY = "empty"
    NOT_SUPPORTED = "not_supported"  # a type that is neither HTML, PDF nor docx
    ENCRYPTED = "encrypted"
    SCANNED = "scanned"  # pictures of pages without text
    BROKEN = "broken"  # cannot be read as what it says it is
    TOO_LONG = "too_long"  # more pages, elements or characters than a page of ours can have
    OTHER_LANGUAGE = "other_language"  # neither Finnish, Swedish nor English
    # it has a text, and no one can say whose
    LISTING = "listing"  # read for its links alone
    UNSURE = "unsure"  # which deal or kind it is, no rule tells


VANISHED = frozenset([Reason.GONE, Reason.SOFT_404])
"""The page is not there any more; everything else may be a failure of the moment."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask again by; empty where it gave none."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A successful response as it came. `body` is unpacked (no gzip); `headers` have lower-case names.

    `url` was asked, `final_url` answered, after the redirects between.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    at: datetime  # UTC

    @property
    def validators(self) -> Validators:
        """What to send with the next request."""
        return Validators(self.headers.get("etag", ""), self.headers.get("last-modified", ""))


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that nothing has changed since the validators were given."""

    url: str
    at: datetime  # UTC


@dataclass(frozen=True, slots=True)
class NotFetched:
    """No usable response. `detail` is for a person: what was seen (a status, a host, a limit), in English."""

    url: str
    reason: Reason
    detail: str
    at: datetime  # UTC
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page, also one outside its main text: an absolute address without fragment, and its words."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class PageEnd:
    """Where a page of a paginated file ends: characters from the start of the text, and the page's number from 1."""

    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Extracted:
    """The main text of a page or file.

    `text` is Markdown as `corpus.types.Document.text` has it: one line a paragraph, list item (`- `, `1. `, nested ones
    two spaces further in) or table row (`| a | b |`), headings as `## `, a blank line between blocks, no links, no
    emphasis, no images. `language` is None for a text in none of ours. `pages` is empty for what has no pages;
    `unread` are the numbers of the pages that are pictures, whose text is therefore not here.
    """

    title: str
    text: str
    language: Language | None
    published: date | None = None
    changed: date | None = None
    canonical: str | None = None
    breadcrumb: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    pages: tuple[PageEnd, ...] = ()
    unread: tuple[int, ...] = ()


class NotExtracted(Exception):
    """A response that gives no text. `detail` is for a person, in English."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Claim:
    """What a source's entry, or the rule of a followed link, says that a page is."""

    deal: str
    kind: Kind
    official: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """What an address said, from one run to another.

    `latest` is True for the wording that the address has now; an address has one such and any number of former ones.
    `first_seen` and `last_seen` are the first and the last fetch that gave this text.
    """

    url: str
    extracted: Extracted
    claim: Claim
    first_seen: datetime  # UTC
    last_seen: datetime  # UTC
    latest: bool


class Doubt(StrEnum):
    """What is not known of a pair of addresses. A key of the report's texts."""

    WHOSE = "whose"  # the same text, claimed for two deals
    WHICH_IS_NEWER = "which_is_newer"  # two wordings of one page, and no day tells
    SAME_PAGE = "same_page"  # much alike, and no rule tells whether they are one page


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two addresses whose texts both stay as documents, since it is not known what they are to each other.

    `shared` is how much of the shorter text the other holds, 0 to 1.
    """

    urls: tuple[str, str]
    doubt: Doubt
    shared: float
