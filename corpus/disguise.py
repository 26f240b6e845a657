"""Words as they are meant where they are written so that a filter does not know them."""

import base64
import binascii
import html
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

# The letters of the three languages, and of their neighbours, as people type them without their marks.
_PLAIN = str.maketrans("åäöõüéèêëáàâíìîïóòôúùûñçšžøæ", "aaooueeeeaaaiiiiooouuuncszoa")
# Letters of other scripts that look like Latin ones.
_LOOK_ALIKES = str.maketrans("авекмнорстухіјѕԁԛԝɡıαβεικνορτυχωѵһӏ", "abekmhopctyxijsdqwgiabeikvoptuxwvhl")
_OTHER_SCRIPT = re.compile("[\u0250-\u02af\u0370-\u052f]")
_DIGITS = str.maketrans("013457$@", "oieastsa")  # "1gn0r3"
_DIGITS_WITH_L = str.maketrans("013457$@", "oleastsa")  # "ru1es"
_ROTATED = str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")

_SPACED = re.compile(r"(?<![^\W_])[^\W_](?:[ .\-_*|/]{1,3}[^\W_](?![^\W_])){4,}+")
_BETWEEN = re.compile(r"[ .\-_*|/]")
_BASE64 = re.compile(r"(?<![\w+/])[A-Za-z0-9+/_-]{16,}+={0,2}")
_HEX = re.compile(r"(?<!\w)(?:0x)?(?:[0-9a-fA-F]{2}[ :]?){12,}+(?!\w)")
_ENTITIES = re.compile(r"&#?\w{2,8};|%[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_SPELT_OUT = (
    "ignor",
    "disregard",
    "instruc",
    "instruk",
    "forget",
    "ohita",
    "unohda",
    "ohje",
    "glom",
    "prompt",
    "regler",
)


@lru_cache(maxsize=20_000)
def readings(word: str) -> tuple[str, ...]:
    """The ways to read a word: small letters without marks, look-alikes and digits as the letters they stand for."""
    plain = word.lower().translate(_PLAIN)
    if plain.isalpha() and not _OTHER_SCRIPT.search(plain):
        return (plain,)
    if re.search("[a-z]", plain) or "$" in plain:
        plain = plain.translate(_LOOK_ALIKES)
    if plain.isdigit() or plain.isalpha():
        return (plain,)
    return tuple(dict.fromkeys((plain, plain.translate(_DIGITS), plain.translate(_DIGITS_WITH_L))))


def rotated(word: str) -> str:
    """A word in rot13."""
    return word.translate(_ROTATED)


def spells_out(sentence: str) -> bool:
    """Whether an instruction is spelt letter by letter ("i g n o r e"), which nobody does who wants to be read."""
    return any(
        any(word in plain for word in _SPELT_OUT)
        for run in _SPACED.finditer(sentence)
        for plain in readings(_BETWEEN.sub("", run[0]))
    )


def decoded(sentence: str) -> Iterator[str]:
    """What stands in a sentence in base64, in hexadecimal digits, as entities or as escapes, made readable."""
    if _ENTITIES.search(sentence):
        plain = unquote(html.unescape(sentence), errors="replace")
        yield _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), plain)
    for run in _BASE64.finditer(sentence):
        digits = run[0].rstrip("=").replace("-", "+").replace("_", "/")
        yield _text(_unbase64(digits + "=" * (-len(digits) % 4)))
    for run in _HEX.finditer(sentence):
        yield _text(bytes.fromhex(re.sub("^0x|[ :]", "", run[0])))


def _unbase64(digits: str) -> bytes:
    try:
        return base64.b64decode(digits, validate=True)
    except binascii.Error:
        return b""


def _text(content: bytes) -> str:
    """The bytes as text, or nothing where they are none."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return ""
    return text if text.isprintable() else ""
