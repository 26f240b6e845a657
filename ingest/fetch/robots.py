"""What a robots.txt allows (RFC 9309): pure, no fetching."""

import re
from dataclasses import dataclass

from protego import Protego

_NAMES_AGENT = re.compile(r"\s*user[- ]?agent\s*:?\s*([^\s#]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of an origin for one agent."""

    rules: Protego
    agent: str

    def allows(self, url: str) -> bool:
        """Whether the agent may fetch an address of the origin."""
        return self.rules.can_fetch(url, self.agent)

    @property
    def delay(self) -> float:
        """The crawl-delay in seconds, 0 where none is asked for."""
        return self.rules.crawl_delay(self.agent) or 0.0


def parse(body: bytes, agent: str) -> Robots:
    """Read a robots.txt for the agent with this product token; whatever is no rule is left out."""
    text = body.decode("utf-8-sig", errors="replace")
    return Robots(Protego.parse("\n".join(_for(agent, line) for line in text.splitlines())), agent)


def _for(agent: str, line: str) -> str:
    """The line, without the names of other agents.

    Protego keeps every rule for every agent of a group: a file of our limit with 20 000 names over 20 000 rules would
    take all memory. An empty name still ends the group before it. Names are compared whole, as RFC 9309 says.
    """
    if not (found := _NAMES_AGENT.match(line)):
        return line
    name = found[1].partition("/")[0].lower()
    return f"User-agent: {name if name in ('*', agent.lower()) else ''}"
