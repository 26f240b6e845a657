"""The settings of the assistant and its server."""

from typing import Annotated

from pydantic import AnyHttpUrl, Field, SecretStr, StringConstraints

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
    mcp_hosts: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.-]+(, *[A-Za-z0-9.-]+)*$")] | None = Field(
        default=None, description="Host names that MCP may be called by, beside the machine's own, with commas between"
    )
    database_url: SecretStr | None = Field(
        default=None, description="Where answers and feedback are kept; without it, answers.db in the data folder"
    )
    keep_days: int = Field(
        default=365, ge=1, le=36500, description="Days after which stored questions, answers and comments are erased"
    )
    log_level: str = Field(
        default="info", pattern="^(debug|info|warning|error)$", description="debug, info, warning or error"
    )

    @property
    def mcp_host_names(self) -> tuple[str, ...]:
        """The names given, one by one."""
        return tuple(name.strip() for name in self.mcp_hosts.split(",")) if self.mcp_hosts else ()
