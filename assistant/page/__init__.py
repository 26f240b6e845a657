"""The plain page at GET /: a question field and the conversation, in one of the three languages."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

# A missing text must stop the page, not leave a hole in it: hence StrictUndefined.
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(language: str, texts: Mapping[str, str | Sequence[str]]) -> str:
    """The page in `language`.

    `texts` is the language's [page] table and, beside it, contact_name, contact_email and contact_url:
    whom to ask is a setting, not a text, and either address may be empty.
    """
    return _TEMPLATES.get_template("index.html").render(language=language, texts=dict(texts))
