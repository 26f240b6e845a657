"""The bytes of a page -> its text, whatever charset the server, the page and its author claim.

In the order of the Encoding Standard (https://encoding.spec.whatwg.org/), but for one thing: what is sound UTF-8 is
read as that, whatever is said of it, since other text of our languages never is.
"""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta[^<>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})", re.IGNORECASE)
_TEXT_CHARSET = re.compile(
    r"(?:utf[-_]?(?:8|16(?:[-_]?[lb]e)?)|iso[-_]?8859[-_]?\d{1,2}|windows[-_]?\d{3,4}|cp\d{3,4}|koi8[-_]?[ru]"
    r"|mac[-_]?roman|big5|gb(?:2312|k|18030)|shift[-_]?jis|euc[-_]?(?:jp|kr)|iso[-_]?2022[-_]?jp)",
    re.IGNORECASE,
)  # Python knows others that are no charsets of pages (idna, utf-7, rot13), some of them slow
_IS_WINDOWS = re.compile(r"(?:iso[-_]?8859[-_]?1|latin[-_]?1|l1|(?:us[-_]?)?ascii)", re.IGNORECASE)
_SEEN_FOR_META = 2048  # bytes; the standard says 1024, pages put much before it

_C1 = "".join(chr(code) for code in range(0x80, 0xA0))
_CONTINUED = "\u00a0-¿" + re.escape(bytes(range(0x80, 0xA0)).decode("windows-1252", "ignore")) + _C1
_TWICE = re.compile(f"[ÂÃ][{_CONTINUED}]|â[{_CONTINUED}]{{2}}")


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page. `content_type` is the header's value. Never fails: what cannot be read becomes U+FFFD."""
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(charset, "replace")
    if wide := _without_mark(body[:400]):
        return body.decode(wide, "replace")
    return once_encoded(_undeclared(body) or _declared(body, content_type))


def once_encoded(text: str) -> str:
    """Put right what was encoded twice (“pÃ¤ivÃ¤koti”), where it can be nothing else in our languages."""
    for _ in range(2):  # some pages have gone through it twice
        text, count = _TWICE.subn(_once, text)
        if not count:
            break
    return text


def _once(match: re.Match[str]) -> str:
    """The character whose UTF-8 bytes were shown as windows-1252 characters; a no-break space as a space."""
    raw = b"".join(_byte(character) for character in match[0])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _byte(character: str) -> bytes:
    try:
        return character.encode("windows-1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")  # the five bytes that windows-1252 leaves open


def _without_mark(start: bytes) -> str:
    """UTF-16 without a mark: every other byte of a page's start is 0."""
    half = len(start) // 2
    if half >= 10 and start[1::2].count(0) > 0.8 * half:
        return "utf-16-le"
    return "utf-16-be" if half >= 10 and start[::2].count(0) > 0.8 * half else ""


def _undeclared(body: bytes) -> str:
    """The text if it is sound UTF-8, or UTF-8 with a few broken places; otherwise the empty string."""
    text = body.decode("utf-8", "replace")
    sound = sum(1 for character in text if "\x7f" < character != "\ufffd")
    return text if text.count("\ufffd") <= sound // 20 else ""


def _declared(body: bytes, content_type: str) -> str:
    """The text as the header, or the page itself, says; windows-1252 where neither says what can be."""
    in_page = _META.search(body[:_SEEN_FOR_META])
    claims = (_HEADER.search(content_type), in_page)
    for charset in (claim[1] if isinstance(claim[1], str) else claim[1].decode("ascii") for claim in claims if claim):
        if _IS_WINDOWS.fullmatch(charset):
            break  # as every browser reads it
        if _TEXT_CHARSET.fullmatch(charset) and not charset.lower().startswith("utf"):
            try:
                return body.decode(charset)
            except (LookupError, UnicodeDecodeError):
                continue
    return "".join(_windows(body))


def _windows(body: bytes) -> str:
    try:
        return body.decode("windows-1252")
    except UnicodeDecodeError:
        return body.decode("latin-1")  # the bytes that windows-1252 leaves open are control characters
