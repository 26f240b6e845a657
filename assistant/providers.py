"""The providers of chat models: what each is called, needs installed, and calls our settings."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path


class UnknownProvider(ValueError):
    """A chat model cannot be used; the message tells what to name or install."""


@dataclass(frozen=True, slots=True)
class Provider:
    """How langchain's class of a provider calls the address, the key and the most tokens of an answer.

    An empty name is one that the provider has not. `module` is the package to be installed, by the extra `extra` of
    this project; `fixed` is given to every model of the provider.
    """

    module: str
    extra: str
    address: str
    key: str
    tokens: str
    fixed: dict[str, int | bool]


@lru_cache(maxsize=1)
def providers() -> dict[str, Provider]:
    """The providers by name."""
    tables = tomllib.loads(Path(__file__).with_name("providers.toml").read_text(encoding="utf-8"))
    return {name: Provider(**table) for name, table in tables.items()}


def provider_of(model: str) -> Provider:
    """The provider of a model that is named `provider:model`. Raises UnknownProvider."""
    name, _, rest = model.partition(":")
    if not rest or name not in providers():
        raise UnknownProvider(f"Name a provider and its model, such as openai:gpt-4o. Known: {', '.join(providers())}.")
    return providers()[name]


def check_installed(model: str) -> None:
    """Raises UnknownProvider where a model's package is missing, with the command that installs it."""
    provider = provider_of(model)
    if find_spec(provider.module) is None:
        raise UnknownProvider(
            f"The package {provider.module} is not installed. Install it: .venv/bin/python -m pip install "
            f"'.[{provider.extra}]'"
        )
