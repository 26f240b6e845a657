"""Dates as Finnish, Swedish and English pages write them, and which of them tells when a page was published."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_FINLAND = ZoneInfo("Europe/Helsinki")
_FIRST_YEAR = 1995

_MONTHS = {
    month: number
    for names in (
        "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for number, month in enumerate(names.split(), start=1)
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    r"(?<![\d.])(?:"
    r"(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|(?P<d2>\d{1,2})[.] ?(?P<m2>\d{1,2})[.] ?(?P<y2>\d{4})"
    r"|(?P<d3>\d{1,2})/(?P<m3>\d{1,2})/(?P<y3>\d{4})"
    rf"|(?P<d4>\d{{1,2}})(?:[.]|st|nd|rd|th)?\s(?P<m4>{_MONTH})(?:kuuta|kuun)?[.]?,?\s(?P<y4>\d{{4}})"
    rf"|(?P<m5>{_MONTH})[.]?\s(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y5>\d{{4}})"
    r")(?!\d)",
    re.IGNORECASE,
)
_TIME = r"(?:,?\s*(?:klo|kl[.]?|at|o'clock|\|)?\s*\d{1,2}[.:]\d{2}(?:\s*(?:am|pm|EET|EEST))?)?"
_TIME_ALONE = re.compile(_TIME, re.IGNORECASE)
_PUBLISHED = (
    r"julkaisu(?:ajankohta|päivä(?:määrä)?|aika|pvm)|julkaistu(?: alun perin)?"
    r"|publiceringsdatum|publicerings(?:tid(?:punkt)?|dag)|publicera[dt](?: den)?|utgivningsdatum|utgiven"
    r"|publication date|publish(?:ed|ing)(?: date| on)?|date (?:published|of publication)|posted(?: on)?"
)
_CHANGED = (
    r"(?:sivua? |viimeksi )?(?:päivitetty|muokattu)(?: viimeksi)?|päivityspäivä|muutettu"
    r"|(?:senast )?(?:uppdatera[dt]|ändra[dt])(?: den)?|uppdateringsdatum"
    r"|(?:page |last )?(?:updated|modified|changed)(?: on)?|date modified"
)
_NOUNS = {  # may stand anywhere in a short line, after the publisher's name
    "published": r"\b(?:julkaisu(?:ajankohta|päivä)|publicerings(?:tidpunkt|datum)|utgivningsdatum|publication date)",
    "changed": r"\b(?:päivityspäivä|uppdateringsdatum|viimeksi päivitetty|senast uppdaterad|last updated)",
}
_LABELLED = {
    kind: re.compile(rf"(?:(?:^|[|·•,;–-])\s*(?:{labels})|{_NOUNS[kind]})\s*:?\s*(?:den\s+)?", re.IGNORECASE)
    for kind, labels in (("published", _PUBLISHED), ("changed", _CHANGED))
}
_ENDS = re.compile(rf"{_TIME}\s*(?:$|[|·•,;()–-]|\s\w+$)", re.IGNORECASE)
_MARGINALIA = re.compile(rf"(?:{_PUBLISHED}|{_CHANGED}|\b(?:klo|kl|at|on|den)\b|[\d\s.,:;|·•–/-])+", re.IGNORECASE)
_LONGEST_LINE = 120  # characters; a longer one that begins with a label is a sentence about something else


def read_date(text: str, latest: date) -> date | None:
    """The first date in a text, on the calendar of Finland; None where there is none from 1995 to `latest`."""
    return next(_dates(text, latest), None)


def labelled_date(lines: Iterable[str], kind: str, latest: date) -> date | None:
    """The date in the first line that a label of `kind` (“published”, “changed”) begins, or in the line after it."""
    waiting = False
    for line in (line.strip() for line in lines):
        if waiting and (following := _alone(line, latest)):
            return following
        label = _LABELLED[kind].search(line) if len(line) <= _LONGEST_LINE else None
        waiting = label is not None and label.end() == len(line)
        found = _DATE.match(line, label.end()) if label else None
        if found and _ENDS.match(line, found.end()) and (day := _day(found, latest)):
            return day
    return None


def marginal(line: str, *, alone: bool = True) -> bool:
    """Whether a line says nothing but when the page was published or changed; a date `alone` says so, or not."""
    text = line.strip()
    if not text or len(text) > _LONGEST_LINE:
        return False
    rest = _DATE.sub(" ", text)
    labelled = any(pattern.search(text) for pattern in _LABELLED.values())
    return (labelled or (alone and rest != text)) and _MARGINALIA.fullmatch(rest) is not None


def lone_date(lines: Iterable[str], latest: date) -> date | None:
    """The date of the first line that is nothing but a date."""
    return next((day for line in lines if (day := _alone(line.strip(), latest))), None)


def _alone(line: str, latest: date) -> date | None:
    """The date of a line that holds nothing but it and a time of day."""
    found = _DATE.match(line)
    rest = line[found.end() :].strip() if found else line
    return _day(found, latest) if found and _TIME_ALONE.fullmatch(rest) else None


def _dates(text: str, latest: date) -> Iterator[date]:
    for found in _DATE.finditer(text[:2000]):
        if day := _day(found, latest):
            yield day


def _day(found: re.Match[str], latest: date) -> date | None:
    """The day that was found, if there is such a day and a page can be of it."""
    parts = {name[0]: value for name, value in found.groupdict().items() if value is not None}
    try:
        if "T" in found[0] and len(found[0]) > 16:
            moment = datetime.fromisoformat(found[0])
            day = moment.astimezone(_FINLAND).date() if moment.tzinfo else moment.date()
        else:
            month = _MONTHS.get(parts["m"].lower(), 0) or int(parts["m"])
            day = date(int(parts["y"]), month, int(parts["d"]))
    except (ValueError, OverflowError):
        return None
    return day if day.year >= _FIRST_YEAR and day <= latest + timedelta(days=1) else None
