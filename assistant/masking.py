"""Personal data out of a text, before it is stored: e-mail addresses, accounts, cards, identity codes, phone numbers.

What has a check character is masked only when the check is right: a number that merely looks like an identity code is
as a rule something else, such as a case number. A mistyped code therefore stays. Names and street addresses stay too.
Public numbers stay: Business IDs, CPV codes, laws, dates, amounts.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from itertools import accumulate

import phonenumbers
from stdnum import iban, luhn
from stdnum.fi import hetu

EMAIL, ACCOUNT, CARD, IDENTITY, PHONE = "[email]", "[account]", "[card]", "[id]", "[phone]"

Span = tuple[int, int]

_DIGIT_GLUE = "\u00a0\u2007\u202f"  # spaces that keep a number in one piece
# Letters of other scripts that look like those of an identity code or an account.
_LOOK_ALIKES = str.maketrans("АВСЕНКМРТХУаеохуΑΒΕΗΚΜΝΡΤΧΥ", "ABCEHKMPTXYaeoxyABEHKMNPTXY")

_EMAIL = re.compile(r"(?<![\w.%+'~-])[\w.%+'~-]++@[\w-]++(?:\.[\w-]++)++")
_ACCOUNT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}")
_CARD = re.compile(
    r"(?<!\d)(?<!\d[ -])(?=4|5[0-8]|2[2-7]|3|6)"
    r"(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1(?:\d{4}\1\d{3}|\d{1,7})|\d{4}([ -])\d{6}\2\d{4,5})(?!\d)"
)
# The sign may be another than the right one, or none, and the characters may stand apart.
_FINNISH = re.compile(
    r"(?<!\d)(?<!\d[ .])\d(?:[ .]?\d){5}[ ._/]{0,2}[-+A-FU-Ya-fu-y]?[ ._/]{0,2}\d(?:[ .]?\d){2} ?"
    r"(?:\d(?!\d)|[A-Ya-y](?![A-Za-zÅÄÖåäö]))"
)
_SWEDISH = re.compile(r"(?<!\d)(?<!\d-)(?:\d\d)?\d{6} ?[-+]? ?\d{4}(?!\d)(?!-\d)")
_PUBLIC = re.compile(
    r"(?<!\d)(?:"
    r"\d{7,8}-\d(?!\d)"  # a Business ID, a CPV code
    r"|\d{1,2}-\d{1,2}-(?:19|20)\d\d(?!\d)|(?:19|20)\d\d-\d\d-\d\d(?!\d)"  # dates; points never join below
    r")"
)
# It begins with + or 0, or with the code of Finland or Sweden, and not inside a longer number, a date or a time.
_PHONE = re.compile(
    r"(?<![\w+])(?<!\d[.,:/-])(?:\+ ?\(?\d|0[45]\d{1,2}/(?=\d)|\(?0 ?\d|358|46)(?:[ ()-]{0,3}\d|\.(?=\d{3})\d){5,16}"
)
_SHORTEST_PHONE = 7


def mask(text: str) -> str:
    """The text with a short word in square brackets in place of each piece of personal data."""
    for find, token in _KINDS:
        text = _replace(text, find, token)
    return text


def _replace(text: str, find: Callable[[str], Iterator[Span]], token: str) -> str:
    plain, origin = _plain(text)
    pieces, done = [], 0
    for start, end in find(plain):
        pieces += [text[done : origin[start]], token]
        done = origin[end - 1] + 1
    return "".join([*pieces, text[done:]])


def _plain(text: str) -> tuple[str, list[int]]:
    """The text as it looks, in plain characters, and where each of these stands in the text itself.

    Invisible characters and marks are left out, digits of any script become 0 to 9, any dash a hyphen, any space a
    space; a no-break space between digits is left out.
    """
    if text.isascii() and not re.search(r"[\x00-\x1f\x7f]", text):
        return text, list(range(len(text)))
    shown = [_plain_character(character) for character in text]
    glued = [
        "" if text[i] in _DIGIT_GLUE and shown[i - 1][-1:].isdigit() and _next(shown, i).isdigit() else piece
        for i, piece in enumerate(shown)
    ]
    return "".join(glued), [i for i, piece in enumerate(glued) for _ in piece]


def _next(shown: list[str], i: int) -> str:
    return next((piece[0] for piece in shown[i + 1 : i + 4] if piece), "")


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character == "−":
        return "-"
    if category[0] == "Z" or character in "\n\r\t":
        return " "
    if category in ("Cc", "Cf", "Mn", "Me"):
        return ""
    return unicodedata.normalize("NFKC", character).translate(_LOOK_ALIKES)


def _emails(plain: str) -> Iterator[Span]:
    return (match.span() for match in _EMAIL.finditer(plain))


def _accounts(plain: str) -> Iterator[Span]:
    """IBANs. What comes after one may look like a part of it, so each end is tried, the longest first."""
    at = 0
    while match := _ACCOUNT.search(plain, at):
        end = next((end for end in _ends(match[0]) if iban.is_valid(match[0][:end], check_country=False)), 0)
        if end:
            yield match.start(), match.start() + end
        at = match.start() + (end or 1)


def _ends(run: str) -> list[int]:
    """Where a word of the run ends, last first."""
    return [match.end() for match in re.finditer(r"[A-Za-z0-9](?![A-Za-z0-9])", run)][::-1]


def _cards(plain: str) -> Iterator[Span]:
    return (m.span() for m in _CARD.finditer(plain) if luhn.is_valid(re.sub(r"\D", "", m[0])))


def _identities(plain: str) -> Iterator[Span]:
    finnish = (m.span() for m in _FINNISH.finditer(plain) if _is_finnish(m[0]))
    swedish = (m.span() for m in _SWEDISH.finditer(plain) if _is_swedish(m[0]))
    yield from _apart(sorted([*finnish, *swedish]))


def _apart(spans: list[Span]) -> Iterator[Span]:
    """The spans that do not overlap an earlier one."""
    reach = [0, *accumulate((end for _, end in spans), max)]
    return (span for span, before in zip(spans, reach, strict=False) if span[0] >= before)


def _is_finnish(written: str) -> bool:
    code = re.sub("[ ._/]", "", written)
    if code[:6].isdigit() and code[6].isdigit():
        if code[-1].isdigit():
            return False  # ten digits may be anything
        code = f"{code[:6]}-{code[6:]}"
    return hetu.is_valid(code, allow_temporary=True)


def _is_swedish(written: str) -> bool:
    """A personnummer, or a samordningsnummer, whose day is greater by 60."""
    digits = re.sub(r"\D", "", written)
    if not luhn.is_valid(digits[-10:]):
        return False
    day = int(digits[-6:-4])
    century = int(digits[:-10] or "20")
    try:
        date(century * 100 + int(digits[-10:-8]), int(digits[-8:-6]), day - 60 if day > 60 else day)
    except ValueError:
        return False
    return 18 <= century <= 20


def _phones(plain: str) -> Iterator[Span]:
    public = bytearray(len(plain))
    for number in _PUBLIC.finditer(plain):
        public[number.start() : number.end()] = b"\x01" * len(number[0])
    at = 0
    while match := _PHONE.search(plain, at):
        end = 0 if public[match.start()] else _phone_end(match[0], plain[match.end() : match.end() + 1])
        if end:
            yield match.start(), match.start() + end
        at = match.start() + (end or 1)


def _phone_end(run: str, after: str) -> int:
    """Where the phone number that the run begins with ends; 0 when there is none. The longest counts."""
    for group in reversed(list(re.finditer(r"\d(?!\d)", run))):
        inside = group.end() == len(run) and (after.isalnum() or after == "_")
        if not inside and _is_phone(run[: group.end()]):
            return group.end()
    return 0


def _is_phone(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    if len(digits) < _SHORTEST_PHONE:
        return False
    if written[0] == "+" or digits.startswith("00"):
        return _parses("+" + digits.removeprefix("00"), None)
    if digits[0] != "0":
        return _parses("+" + digits, None)
    return any(_parses(digits, country) for country in ("FI", "SE"))


def _parses(number: str, country: str | None) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, country))
    except phonenumbers.NumberParseException:
        return False


_KINDS: tuple[tuple[Callable[[str], Iterator[Span]], str], ...] = (
    (_emails, EMAIL),
    (_accounts, ACCOUNT),
    (_cards, CARD),
    (_identities, IDENTITY),
    (_phones, PHONE),
)
