"""What of a page is there for every page: navigation, banners, cookies, sharing, teasers. Out it goes."""

from bs4 import BeautifulSoup, Tag

from ingest.extract.html.sites import Everywhere, Site, everywhere
from ingest.extract.html.tree import attribute

_HEADINGS = ["h2", "h3", "h4", "h5", "h6"]
_SAYING = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "tbody", "table", "b", "strong", "em", "i"])
"""What these are called is often made of what they say (`<h2 id="social-and-health">`)."""
_MOST = 0.5
"""An element with more of the page's text than this is not furniture, whatever it is called."""


def take_out_furniture(soup: BeautifulSoup, site: Site) -> None:
    """Take out of the page what is no part of its main text, by what it is called and by the site's rules."""
    body, rules = soup.body or soup, everywhere()
    most = _MOST * _length(body)
    named = [tag for tag in body.find_all(True) if _is_furniture(tag, rules)]
    ruled = soup.select(", ".join(site.drop)) if site.drop else []
    for tag in [*named, *ruled]:
        if tag.name not in ("html", "body", "main") and not tag.find(["main", "h1"]) and _length(tag) <= most:
            tag.extract()


def _length(tag: Tag) -> int:
    return sum(len(text.strip()) for text in tag.strings)


def _is_furniture(tag: Tag, rules: Everywhere) -> bool:
    if tag.name in rules.tags or attribute(tag, "role").lower() in rules.roles:
        return True
    if tag.name == "a" and tag.find(_HEADINGS):
        return True  # a card: it only leads to another page
    if tag.name == "header" and tag.find_parent(["main", "article"]) is None:
        return True
    if not tag.attrs or tag.name in _SAYING:
        return False
    names = f"{attribute(tag, 'class')} {attribute(tag, 'id')}".lower().split()
    parts = {part for name in names for part in name.replace("_", "-").split("-")}
    return not rules.words.isdisjoint(parts) or not rules.names.isdisjoint(names)
