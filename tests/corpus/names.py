"""Which organisations, places and people a text names, whatever its language and inflection."""

import re
from functools import lru_cache

from corpus.types import Language

# name: its stems in Finnish, Swedish and English; a stem matches at the start of a word
_NAMES: dict[str, tuple[str, str, str]] = {
    "Helsinki": (r"Helsin(?:ki|gi)(?!n seudun)", r"Helsingfors(?!regionens)", r"Helsinki(?! Region)"),
    "Espoo": (r"Espoo", r"Esbo", r"Espoo"),
    "Vantaa": (r"Vantaa", r"Vanda", r"Vantaa"),
    "Turku": (r"Turku|Turu[ns]", r"Åbo", r"Turku"),
    "Tampere": (r"Tampere", r"Tammerfors", r"Tampere"),
    "Oulu": (r"(?<!Monetra )Oulu", r"Uleåborg", r"(?<!Monetra )Oulu"),
    "Pori": (r"Pori(?![a-zåäö]*mies)", r"Björneborg", r"Pori\b"),
    "Oslo": (r"Oslo", r"Oslo", r"Oslo"),
    "Senate Properties": (r"Senaatti", r"Senatfastigheter", r"Senate Properties"),
    "Ministry of the Environment": (r"[Yy]mpäristöministeriö", r"[Mm]iljöministeri", r"Ministry of the Environment"),
    "Ministry of Social Affairs and Health": (
        r"[Ss]osiaali- ja terveysministeri",
        r"[Ss]ocial- och hälsovårdsminister",
        r"Ministry of Social Affairs and Health",
    ),
    "Ministry of Economic Affairs": (
        r"[Tt]yö- ja elinkeinoministeri",
        r"[Aa]rbets- och näringsminister",
        r"Ministry of Economic Affairs",
    ),
    "Transport Infrastructure Agency": (
        r"Väylävirasto",
        r"Trafikledsverket",
        r"Finnish Transport Infrastructure Agency|Transport Infrastructure Agency",
    ),
    "HSY": (r"HSY", r"HRM", r"HSY"),
    "Kaupunkiliikenne": (
        r"Kaupunkiliiken",
        r"Kaupunkiliikenne|Stadstrafik",
        r"Kaupunkiliikenne|Metropolitan Area Transport",
    ),
    "Helen": (r"Helen(?!in seud)", r"Helen", r"Helen"),
    "Monetra": (r"Monetra", r"Monetra", r"Monetra"),
    "Tuomi": (r"Tuomi Logistiikka|Tuomi Logistiika", r"Tuomi Logistiikka", r"Tuomi Logistiikka"),
    "Motiva": (r"Motiva", r"Motiva", r"Motiva"),
    "KEINO": (r"KEINO", r"KEINO", r"KEINO"),
    "VTT": (r"VTT", r"VTT", r"VTT"),
    "Hansel": (r"Hansel", r"Hansel", r"Hansel"),
    "Rakli": (r"Rakli|RAKLI", r"Rakli|RAKLI", r"Rakli|RAKLI"),
    "HUS": (r"HUS", r"HUS", r"HUS"),
    "INFRA": (r"INFRA", r"INFRA", r"INFRA"),
    "Krista Mikkonen": (r"Krista Mikko[ns]", r"Krista Mikkonen", r"Krista Mikkonen"),
    "Krista Kiuru": (r"Krista Kiuru", r"Krista Kiuru", r"Krista Kiuru"),
    "Taneli Varis": (r"Taneli Vari", r"Taneli Varis", r"Taneli Varis"),
    "Traficom": (r"Traficom", r"Traficom", r"Traficom"),
    "Kulosaari": (r"Kulosaar", r"Kulosaar|Brändö", r"Kulosaar"),
    "Lukutori": (r"Lukutori", r"Lukutori", r"Lukutori"),
}
_POSITION: dict[Language, int] = {"fi": 0, "sv": 1, "en": 2}


def names_in(text: str, language: Language) -> frozenset[str]:
    return frozenset(name for name, pattern in _patterns(language) if pattern.search(text))


@lru_cache(maxsize=3)
def _patterns(language: Language) -> list[tuple[str, re.Pattern[str]]]:
    return [(name, re.compile(rf"\b(?:{stems[_POSITION[language]]})")) for name, stems in _NAMES.items()]
