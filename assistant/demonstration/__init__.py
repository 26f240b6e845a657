"""The page at GET /: the widget on a page like a city's, and the line that puts it on another site."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.origins import ANY
from assistant.types import Contact
from assistant.widget import Script

STATIC = Path(__file__).parent / "static"

# A missing text must stop the page, not leave a hole in it: hence StrictUndefined.
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows: `address` is the server's own, `sites` are the origins that may show the widget."""

    language: str
    texts: Mapping[str, Any]
    contact: Contact
    script: Script
    address: str
    sites: Collection[str]
    keep_days: int
    inline: bool

    @property
    def line(self) -> str:
        """The line to copy."""
        return line(self.address)

    @property
    def pinned(self) -> str:
        """The line that holds the script to this version."""
        return pinned_line(self.address, self.script)

    @property
    def allowed(self) -> str:
        """The sites that may show the widget, in words."""
        if ANY in self.sites:
            return str(self.texts["any_site"])
        return ", ".join(sorted(self.sites)) or str(self.texts["own_site_only"])


def line(address: str) -> str:
    """The widget on a page, for a server at this address, which ends in a slash."""
    return f'<script src="{address}widget.js" async></script>\n<green-deal-chat></green-deal-chat>'


def pinned_line(address: str, script: Script) -> str:
    """The same, held to one version of the script."""
    source = f'src="{address}widget-{script.version}.js" integrity="{script.integrity}" crossorigin="anonymous"'
    return f"<script {source} async></script>\n<green-deal-chat></green-deal-chat>"


def render(page: Page) -> str:
    """The page as HTML."""
    return _TEMPLATES.get_template("index.html").render(page=page, texts=page.texts)
