"""What no sentence of ours holds: addresses, links, tags, characters that cannot be seen."""

import re
import unicodedata

_MARKUP = re.compile(
    r"://|www\.|\]\(|!\[|<\s*/?\s*[a-z!]|&#?\w+;|\{\{|\b(?:javascript|data)\s*:|[\w.+-]+@[\w-]+\.\w"
    r"|\b[\w-]+\.(?:fi|se|com|net|org|eu)\b",
    re.IGNORECASE,
)
_UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn")


def markup_in(text: str) -> str:
    """The first piece of markup in a line; empty where there is none."""
    if found := _MARKUP.search(text):
        return found[0]
    hidden = next((character for character in text if unicodedata.category(character) in _UNSEEN), "")
    return f"U+{ord(hidden):04X}" if hidden else ""
