"""The language that a request speaks."""

import re

from fastapi import Request

from assistant.api.openai import errors as openai
from corpus.types import LANGUAGES, Language


def language_of(request: Request) -> Language:
    """The `language` of the body or of the query, else the first of Accept-Language that we speak, else Finnish.

    OpenAI's clients send no Accept-Language, and nobody but a developer reads their errors: they get English.
    """
    named = getattr(request.state, "language", None) or request.query_params.get("language")
    if named in LANGUAGES:
        return next(language for language in LANGUAGES if language == named)
    header = request.headers.get("accept-language", "")
    if not header and request.url.path.startswith(openai.PATH):
        return "en"
    return accepted(header)


def accepted(header: str) -> Language:
    """The first language of an Accept-Language header, by its weights, that we speak; Finnish where there is none."""
    wanted: list[tuple[float, int, str]] = []
    for order, entry in enumerate(header.split(",")):
        match = re.match(r"\s*([a-zA-Z]{2,3})(?:-[\w-]+)?\s*(?:;\s*q=([0-9.]+))?", entry)
        if match:
            try:
                weight = float(match[2]) if match[2] else 1.0
            except ValueError:
                continue
            wanted.append((-weight, order, match[1].lower()))
    for _, _, code in sorted(wanted):
        for language in LANGUAGES:
            if language == code:
                return language
    return "fi"
