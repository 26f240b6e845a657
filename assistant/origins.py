"""Origins of web pages: scheme, host and port, as a browser writes them in the header `Origin`."""

import re

ANY = "*"

_ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?/?")
_USUAL = {"http": "80", "https": "443"}


def as_origin(text: str) -> str:
    """An origin as a browser writes it: in small letters, without the port that its scheme means; `*` as it is.

    Raises ValueError where it is none.
    """
    if text == ANY:
        return ANY
    if not (match := _ORIGIN.fullmatch(text.lower())):
        raise ValueError(
            f"“{text}” is no origin: give scheme and host alone, such as https://www.example.fi, "
            "a name with other letters than a to z in its xn-- form; or * for any site"
        )
    port = match["port"]
    tail = f":{port}" if port and port != _USUAL[match["scheme"]] else ""
    return f"{match['scheme']}://{match['host']}{tail}"
