"""A page -> the tree of what its readers see, in bounded time and memory.

lxml reads it (through BeautifulSoup), because it closes what pages leave open as browsers do (`<li>`, `<p>`, `<td>`;
html.parser nests them in one another) and is faster; it takes any depth and any bytes.
"""

import re
import warnings

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PreformattedString

from ingest.clean import hides
from ingest.types import NotExtracted, Reason

MAX_CHARACTERS = 4_000_000
MAX_TAGS = 40_000
"""Start and end tags. The longest page of the sources' sites has a tenth of it."""
MAX_DEPTH = 150

BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
        *("dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    ]
)
"""The elements that begin a line of their own."""

_UNSEEN_TAGS = frozenset(
    [
        *("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "canvas", "audio"),
        *("video", "map", "datalist", "dialog", "head", "link", "meta"),
    ]
)
_UNSEEN_CLASSES = frozenset(
    [
        *("visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "element-invisible"),
        *("element-hidden", "hidden", "hide", "d-none", "u-hidden", "is-hidden", "hide-accessible"),
        *("invisible",),
    ]
)
_SHOWN_ON_SOME = re.compile(r"(?:sm|md|lg|xl|2xl):(?!hidden)|d-(?:sm|md|lg|xl|xxl)-(?!none)")
"""A class with which what is hidden on small screens is shown on others (Tailwind, Bootstrap)."""
_HIDING_RULE = re.compile(r"([^{}@]{1,500})\{([^{}]{0,2000})\}")
_SIMPLE_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?([.#][\w-]{1,100})", re.IGNORECASE)
_MEDIA = re.compile(r"@[^{};]{0,300}\{(?:[^{}]{0,2000}\{[^{}]{0,2000}\}){0,200}[^{}]{0,2000}\}")


def parse(html: str) -> BeautifulSoup:
    """The page as a tree. Raises NotExtracted for what is longer or deeper than a page of ours can be."""
    if len(html) > MAX_CHARACTERS or html.count("<") > MAX_TAGS:
        raise NotExtracted(Reason.TOO_LONG, f"{len(html)} characters and {html.count('<')} tags")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(html.replace("\0", ""), "lxml")
    if _deeper_than(soup, MAX_DEPTH):
        raise NotExtracted(Reason.TOO_LONG, f"elements stand more than {MAX_DEPTH} deep in one another")
    return soup


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute, the empty string where there is none."""
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else str(value or "")


def classes(tag: Tag) -> frozenset[str]:
    """The classes of an element in lower case."""
    return frozenset(attribute(tag, "class").lower().split())


def words(tag: Tag) -> str:
    """The text of an element in one line; no space where only an inline element begins or ends (CO<sub>2</sub>)."""
    pieces: list[str] = []
    last: Tag | None = None
    for node in tag.descendants:
        if isinstance(node, NavigableString):
            block = next((above for above in node.parents if above is tag or above.name in BLOCKS), tag)
            pieces += [" ", node] if block is not last else [node]
            last = block
        elif isinstance(node, Tag) and node.name == "br":
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def take_out_unseen(soup: BeautifulSoup) -> None:
    """Take out what no reader sees: scripts, comments, what is hidden by attribute, by style or by a class for it."""
    hidden = _hidden_by_sheets(soup)
    for node in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        node.extract()
    for tag in soup.find_all(True):
        if tag.name not in ("html", "body") and _unseen(tag, hidden):
            tag.extract()
    body = soup.body
    if body is not None and hides(_written(body)):
        body.clear()


def _unseen(tag: Tag, hidden: frozenset[str]) -> bool:
    names = classes(tag)
    return (
        tag.name in _UNSEEN_TAGS
        or (not names.isdisjoint(_UNSEEN_CLASSES) and not any(map(_SHOWN_ON_SOME.match, names)))
        or (tag.name == "input" and attribute(tag, "type") == "hidden")
        or not hidden.isdisjoint({f"#{attribute(tag, 'id')}", *(f".{name}" for name in names)})
        or (bool(tag.attrs) and hides(_written(tag)))
    )


def _written(tag: Tag) -> str:
    """The attributes that can hide an element, as they stand in its tag."""
    quoted = (
        f'{name}="{attribute(tag, name)[:1000]}"' for name in ("style", "aria-hidden", "color") if name in tag.attrs
    )
    return " ".join([*quoted, *(["hidden"] if "hidden" in tag.attrs and attribute(tag, "hidden") != "false" else [])])


def _hidden_by_sheets(soup: BeautifulSoup) -> frozenset[str]:
    """The classes (`.a`) and ids (`#a`) that the page's own style sheets hide wherever they stand, on every screen."""
    sheet = " ".join(style.get_text() for style in soup.find_all("style", limit=20))[:100_000]
    found = set()
    for rule in _HIDING_RULE.finditer(_MEDIA.sub(" ", sheet)):
        if hides(f'style="{rule[2].replace(chr(34), "")}"') and "color" not in rule[2].lower():
            selectors = (_SIMPLE_SELECTOR.fullmatch(part.strip()) for part in rule[1].split(","))
            found |= {selector[1].lower() for selector in selectors if selector}
    return frozenset(found)


def _deeper_than(soup: BeautifulSoup, limit: int) -> bool:
    level: list[Tag] = [soup]
    for _ in range(limit):
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
        if not level:
            return False
    return True
