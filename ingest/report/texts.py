"""What people read in the report and the status, from `texts.*.toml`; times and numbers as the language writes them."""

import tomllib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from corpus.figures import format_date
from corpus.types import Language
from corpus.visible import visible
from ingest.report.types import Refusal
from ingest.types import Doubt, Reason

_FOLDER = Path(__file__).parent
_HERE = ZoneInfo("Europe/Helsinki")
_TIME = {
    "fi": "{day} klo {hour}.{minute:02}",
    "sv": "{day} kl. {hour}.{minute:02}",
    "en": "{day} at {hour}:{minute:02}",
}


class Texts:
    """The texts of one language, by table and key."""

    def __init__(self, language: Language, tables: dict[str, Any]) -> None:
        self.language = language
        self._tables = tables

    def get(self, table: str, key: str, **values: object) -> str:
        """A text with its gaps filled in."""
        return str(self._tables[table][key]).format(**values)

    def counted(self, key: str, number: int, **values: object) -> str:
        """What there is so many of, in the form that the number asks for."""
        form = self._tables["counted"][key]["one" if number == 1 else "other"]
        return str(form).format(number=self.number(number), **values)

    def reason(self, reason: Reason) -> str:
        """Why an address gave no document, as a sentence."""
        return str(self._tables["reason"][reason]["what"])

    def remedy(self, reason: Reason) -> str:
        """What to do about it."""
        return str(self._tables["reason"][reason]["do"])

    def doubt(self, doubt: Doubt) -> str:
        """What is not known of two addresses, and what to do about it."""
        told = self._tables["doubt"][doubt]
        return f"{told['what']} {told['do']}"

    def refusal(self, refusal: Refusal) -> str:
        """Why a run was refused, as a sentence."""
        named = ", ".join(map(visible, refusal.names))
        lost, of = self.number(refusal.lost), self.number(refusal.of)
        return self.get("refusal", refusal.loss, lost=lost, of=of, names=named)

    def number(self, number: int) -> str:
        """A whole number with its thousands apart."""
        return f"{number:,}".replace(",", "," if self.language == "en" else "\u00a0")

    def percent(self, share: float) -> str:
        """A share of 0 to 1 in whole per cent, without the sign."""
        return f"{share * 100:.0f}"

    def time(self, moment: datetime) -> str:
        """A time as it is in Finland."""
        here = moment.astimezone(_HERE)
        day = format_date(here.date(), self.language).removeprefix("den ")
        return _TIME[self.language].format(day=day, hour=here.hour, minute=here.minute)

    def listed(self, items: Sequence[str]) -> str:
        """Items in running text: `a, b and c`."""
        if len(items) < 2:
            return "".join(items)
        return self.get("summary", "joined", first=", ".join(items[:-1]), last=items[-1])


@cache
def read_texts(language: Language) -> Texts:
    """The texts of a language."""
    return Texts(language, tomllib.loads((_FOLDER / f"texts.{language}.toml").read_text(encoding="utf-8")))
