"""Which title of a file is a real one: many are what a program put there, or of the file that was copied."""

import re

_NO_TITLE = re.compile(
    r"microsoft\b|powerpoint|untitled|nimetön|namnlös|(?:asiakirja|dokument|document)\s?\d*$|otsikko$|title$|titel$"
    r"|.{0,200}\.(?:docx?|dotx?|odt|rtf|pdf|pptx?|indd|xlsx?)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_SHARE = 0.6


def is_real(title: str, beginning: str) -> bool:
    """Whether what a file calls itself is its title: made of words, most of which its beginning has."""
    words = _WORD.findall(title.casefold())
    if len(title) < 4 or not any(map(str.isalpha, title)) or _NO_TITLE.match(title.strip()):
        return False
    known = set(_WORD.findall(beginning.casefold()))
    return sum(word in known for word in words) >= _SHARE * len(words)


def same(first: str, second: str) -> bool:
    """Whether two say the same, but for case, spaces and marks."""
    return _WORD.findall(first.casefold()) == _WORD.findall(second.casefold())
