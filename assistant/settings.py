"""The settings of the assistant and its server."""

from typing import Annotated

from pydantic import AnyHttpUrl, Field, SecretStr, StringConstraints, field_validator

from assistant.origins import as_origin
from assistant.providers import check_installed
from corpus.settings import IndexSettings


class Settings(IndexSettings):
    """What the server and the command line need beyond the index. From `GREENDEAL_…` variables, then from `.env`."""

    host: str = Field(default="127.0.0.1", min_length=1, description="Address that the server listens on")
    port: int = Field(default=8000, ge=1, le=65535, description="Port that the server listens on")
    contact_name: str | None = Field(
        default=None, min_length=1, description="Whom people are sent to; without it, KEINO in the answer's language"
    )
    contact_email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = Field(
        default="palvelu@hankintakeino.fi", description="Their e-mail address"
    )
    contact_url: AnyHttpUrl | None = Field(default=AnyHttpUrl("https://www.hankintakeino.fi"), description="Their page")
    reranker: str | None = Field(
        default=None, min_length=1, description="A CrossEncoder's folder or hub name, to read the first hits once more"
    )
    rate_limit: Annotated[str, StringConstraints(pattern=r"^\d+/(second|minute|hour|day)$")] = Field(
        default="60/minute",
        description="Questions one visitor may ask: a number, `/`, then second, minute, hour or day",
    )
    handover_limit: Annotated[str, StringConstraints(pattern=r"^\d+/(second|minute|hour|day)$")] = Field(
        default="30/hour", description="Questions one visitor may send to the staff, in the same form"
    )
    widget_sites: str = Field(
        default="",
        description="Origins whose pages may show the chat widget, with commas between; `*` is any, none the own alone",
    )
    accessibility_url: AnyHttpUrl | None = Field(
        default=None, description="The accessibility statement that the widget links to"
    )
    privacy_url: AnyHttpUrl | None = Field(default=None, description="The privacy notice that the widget links to")
    mcp_hosts: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.-]+(, *[A-Za-z0-9.-]+)*$")] | None = Field(
        default=None, description="Host names that MCP may be called by, beside the machine's own, with commas between"
    )
    database_url: SecretStr | None = Field(
        default=None, description="Where answers and feedback are kept; without it, answers.db in the data folder"
    )
    keep_days: int = Field(
        default=365, ge=1, le=36500, description="Days after which stored questions, answers and comments are erased"
    )
    chat_model: str | None = Field(
        default=None, description="A chat model that words the answers, as provider:model; without it, none is asked"
    )
    chat_url: AnyHttpUrl | None = Field(default=None, description="Address of its server, where not the provider's own")
    chat_key: SecretStr | None = Field(default=None, min_length=1, description="Its key")
    chat_temperature: float = Field(default=0.0, ge=0, le=2, description="How freely it words; 0 is the most exact")
    chat_max_tokens: int = Field(default=1000, ge=50, le=32_000, description="The most tokens of an answer")
    chat_first_token_s: float = Field(
        default=15.0, ge=0.05, le=600, description="Seconds to its first word, and between two, before it is too slow"
    )
    chat_total_s: float = Field(default=60.0, ge=0.05, le=3600, description="Seconds that its whole answer may take")
    chat_daily_tokens: int = Field(default=0, ge=0, description="Tokens it may use in a day in Finland; 0: no limit")
    chat_passages: int = Field(default=8, ge=1, le=10, description="How many passages it is given")
    log_level: str = Field(
        default="info", pattern="^(debug|info|warning|error)$", description="debug, info, warning or error"
    )

    @property
    def mcp_host_names(self) -> tuple[str, ...]:
        """The names given, one by one."""
        return tuple(name.strip() for name in self.mcp_hosts.split(",")) if self.mcp_hosts else ()

    @field_validator("widget_sites")
    @classmethod
    def _origins(cls, sites: str) -> str:
        """Each as a browser names it, so that they can be compared."""
        return ",".join(as_origin(site.strip()) for site in sites.split(",") if site.strip())

    @property
    def widget_origins(self) -> frozenset[str]:
        """The origins given, one by one."""
        return frozenset(self.widget_sites.split(",")) - {""}

    @field_validator("chat_model")
    @classmethod
    def _provider_installed(cls, model: str | None) -> str | None:
        """Say here, with the setting's name, what is to be named or installed."""
        if model is not None:
            check_installed(model)
        return model
