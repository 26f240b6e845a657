"""Pages that answer 200 and say nothing: not found, log in first, drawn by a script, empty."""

import re
from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag

from ingest.types import NotExtracted, Reason

_NOT_FOUND = re.compile(
    r"(?:^|[|:–-] )(?:(?:error|virhe|fel|http)[ -]?)?404(?=$|[.!:]|\s[|–-]|\s(?:not|page|error|sivu|sidan)\b)"
    r"|(?:sivua|sivu|sisältöä) ei (?:ole|löydy|löytynyt|voitu)"
    r"|(?:hakemaasi|etsimääsi|pyytämääsi) (?:sivua|sisältöä)"
    r"|sidan (?:du söker|hittades inte|kunde inte hittas|finns inte|saknas)|hittar inte sidan"
    r"|page (?:was |could )?not (?:be )?found"
    r"|page (?:you (?:requested|are looking for)|doesn[’']t exist|does not exist)"
    r"|page cannot be found|page no longer exists",
    re.IGNORECASE,
)
_LOG_IN = re.compile(
    r"kirjaudu(?: sisään)?\b|kirjautuminen|sisäänkirjautuminen|logga in\b|inloggning|\blog ?in\b|\bsign in\b"
    r"|vaatii kirjautumi|kräver inloggning",
    re.IGNORECASE,
)
_BLOCKED = re.compile(
    r"just a moment|attention required|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|access denied|request rejected|are you a robot|pääsy estetty|åtkomst nekad",
    re.IGNORECASE,
)
_SCRIPTED = re.compile(r"javascript", re.IGNORECASE)
_SHORT = 120
"""Words; a page that only says that there is none says so in less. A longer one may speak of such pages."""
_EMPTY = 8
"""Words; what has less says nothing that could be quoted."""


def needs_script(soup: BeautifulSoup) -> bool:
    """Whether the page asks for JavaScript, or has the empty element that one fills. Asked of the page as it came."""
    asks = any(_SCRIPTED.search(tag.get_text()) for tag in soup.find_all("noscript", limit=20))
    shells = soup.select("#root, #app, #__next, #__nuxt, app-root, [data-reactroot], [ng-app]")
    return soup.find("script") is not None and (asks or any(not tag.get_text().strip() for tag in shells))


def has_password(soup: BeautifulSoup) -> bool:
    """Whether the page asks for a password."""
    return any(isinstance(tag, Tag) for tag in soup.select("input[type='password' i]"))


def refuse_if_no_page(titles: Sequence[str], text: str, *, final_url: str, password: bool, scripted: bool) -> None:
    """Raise NotExtracted where title, headings and text are those of a page that says nothing."""
    count = len(text.split())
    if count < _SHORT:
        headed = " | ".join(titles)
        for pattern, reason, what in (
            (_NOT_FOUND, Reason.SOFT_404, "says that there is no such page"),
            (_BLOCKED, Reason.REFUSED, "is shown in place of the page to whoever may not see it"),
        ):
            if found := pattern.search(headed) or (pattern.search(text) if count < _SHORT // 2 else None):
                raise NotExtracted(reason, f"“{found[0]}”, with {count} words, {what}")
        if (password and _LOG_IN.search(f"{headed} {text}")) or _LOG_IN.match(headed):
            raise NotExtracted(Reason.LOGIN_WALL, f"{final_url} asks to log in and has {count} words")
    if count < _EMPTY:
        why = "it is drawn by JavaScript, which is not run" if scripted else "there is no main text"
        raise NotExtracted(Reason.EMPTY, f"{count} words: {why}")
