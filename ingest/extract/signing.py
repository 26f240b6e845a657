"""When an agreement was signed or a paper published, where it says so itself."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

_MONTHS = {
    name: number
    for names in (
        "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), start=1)
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = (
    r"(?:(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})|"
    rf"(?P<day2>\d{{1,2}})\.?\s(?:päivänä\s|day of\s)?(?P<name>{_MONTH})(?:kuuta|kuun)?\s(?P<year2>\d{{4}}))"
)
_LABEL = (
    r"(?:julkaistu|julkaisupäivä|päivätty|allekirjoitettu|allekirjoituspäivä|publicera[td]|publiceringsdatum|daterad"
    r"|undertecknat|undertecknad|published|date of publication|dated|signed)(?:\s(?:den|on))?\s?:?\s?"
)
_PLACE = r"[A-ZÅÄÖ][^\W\d_]{2,30}(?:ss[aä]|ll[aä])?,?\s(?:den\s|on\s)?"
_LINE = re.compile(rf"(?:(?i:{_LABEL})|{_PLACE})(?i:{_DATE})\.?$")


def signed_on(lines: Iterable[str]) -> date | None:
    """The day that lines of their own name with a label or a place (“Helsingissä 9.9.2020”).

    None where there is none or where they differ: then no one can say which is the text's.
    """
    days = set(_days(lines))
    return days.pop() if len(days) == 1 else None


def _days(lines: Iterable[str]) -> Iterator[date]:
    for line in lines:
        if len(line) > 100 or not (found := _LINE.match(line.strip())):
            continue
        month = _MONTHS.get((found["name"] or "").lower()) or int(found["month"] or 0)
        try:
            yield date(int(found["year"] or found["year2"]), month, int(found["day"] or found["day2"]))
        except ValueError:
            continue
