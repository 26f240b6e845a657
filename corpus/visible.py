"""What a text shows: without the characters that no reader can see, in which orders to a machine are hidden."""

import re
import unicodedata

_NEWLINES = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and a symbol that show nothing
_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x9f"  # control characters, save tab and newline
    "\xad\u034f\u061c\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners, variation selectors
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero width, directions, annotations
    "\ufe00-\ufe0f\U000e0000-\U000e0fff"  # variation selectors, tags
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # formats of shorthand and of music
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff"  # halves, private use, no characters
    f"{_BLANK_LETTERS}"
    "]+"
)
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_HEAPED_MARKS = re.compile(f"({_MARK}{{2}}){_MARK}++")


def visible(text: str) -> str:
    """The text as it is seen: nothing invisible, every line break a newline, two marks on a letter at most.

    What is seen stays as it is, also spaces that do not break.
    """
    if text.isascii() and text.isprintable():
        return text
    return _HEAPED_MARKS.sub(r"\1", _UNSEEN.sub("", _NEWLINES.sub("\n", text)))


def composed(text: str) -> str:
    """What was typed, as it is seen, composed: some keyboards send letters in parts or full-width."""
    # parts may come together only once what stood between them is gone, and a composed form may hold what is unseen
    return visible(unicodedata.normalize("NFKC", visible(text))).strip()
