"""A night's run as KEINO's staff might find it in the morning, and one that hostile pages have had their part in."""

from datetime import UTC, datetime, timedelta

from ingest.report.types import Difference, Entry, Indexed, Loss, Outcome, Refusal, Report
from ingest.types import Doubt, Reason, Unsure

STARTED = datetime(2026, 11, 24, 1, 0, 7, tzinfo=UTC)
KEINO = "https://www.hankintakeino.fi/fi"
DEAL = "https://www.sitoumus2050.fi/web/sitoumus2050/paastotontyomaa"

BEFORE = """## Päästöttömät työmaat
Sopimuksen ovat allekirjoittaneet ympäristöministeriö ja viisi hankintayksikköä.
## Tavoitteet
- Työmailla ei käytetä fossiilisia polttoaineita vuoden 2025 loppuun mennessä.
- Vuonna 2030 vähintään 20 prosenttia työkoneista toimii sähköllä.
- Kuljetusten osuus on sama.
## Seuranta
Motiva kokoaa tiedot kerran vuodessa.
Tulokset julkaistaan sitoumuspalvelussa.
Hankintayksiköt vaihtavat kokemuksia verkostossa.
Verkosto kokoontuu kahdesti vuodessa.
Sopimukseen voi vielä liittyä.
Lisätietoja antaa KEINO."""
AFTER = """## Päästöttömät työmaat
Sopimuksen ovat allekirjoittaneet ympäristöministeriö ja kuusi hankintayksikköä.
## Tavoitteet
- Työmailla ei käytetä fossiilisia polttoaineita vuoden 2025 loppuun mennessä.
- Vuonna 2030 vähintään 50 prosenttia työkoneista toimii sähköllä, biokaasulla tai vedyllä.
- Kuljetusten osuus on sama.
## Seuranta
Motiva kokoaa tiedot kerran vuodessa.
Tulokset julkaistaan sitoumuspalvelussa.
Hankintayksiköt vaihtavat kokemuksia verkostossa.
Verkosto kokoontuu kahdesti vuodessa.
HSY liittyi sopimukseen syksyllä.
Lisätietoja antaa KEINO."""

ENTRIES = (
    Entry(DEAL, "Päästöttömät työmaat", Outcome.CHANGED, before=BEFORE, after=AFTER),
    Entry(
        f"{KEINO}/ajankohtaista/uusi-kaupunki", "Uusi kaupunki mukaan", Outcome.ADDED, after="Kaupunki liittyi.\nSe on."
    ),
    Entry(f"{KEINO}/palvelut/hankintojen-green-deal-sopimukset", "Green deal -sopimukset", Outcome.UNCHANGED),
    Entry(
        f"{KEINO}/yhteistyo-ja-verkostoituminen/hankintojen-green-deal-sopimukset",
        "Green deal -sopimukset",
        Outcome.UNCHANGED,
        alias_of=f"{KEINO}/palvelut/hankintojen-green-deal-sopimukset",
    ),
    Entry("https://ym.fi/green-deal-avtal", "Green deal-avtal", Outcome.UNCHANGED),
    Entry(
        "https://kassi-info.fi/muovikassisopimus", "Muovikassisopimus", Outcome.VANISHED, Reason.GONE, "404, third run"
    ),
    Entry(
        "https://vayla.fi/-/paallysteet", "Päällysteet", Outcome.FAILED, Reason.TIMED_OUT, "not whole after 60 seconds"
    ),
    Entry(
        "https://uusiouutiset.fi/oljyjate", "Öljyjätehuolto", Outcome.FAILED, Reason.SERVER_ERROR, "503, tried 3 times"
    ),
    Entry(
        f"{KEINO}/sites/default/files/2021-03/sopimus_skannattu_allekirjoitettu_versio_lopullinen.pdf",
        "Sopimus (PDF)",
        Outcome.SKIPPED,
        Reason.SCANNED,
        "6 pages, none with text",
    ),
    Entry("https://example.org/other", "Another site", Outcome.SKIPPED, Reason.HOST_NOT_ALLOWED, "no source is on it"),
    Entry(f"{KEINO}/aihealue/sivu", "Sivut", Outcome.SKIPPED, Reason.LISTING, "12 links read"),
    Entry("https://www.hel.fi/fi/vanha", "Vanha uutinen", Outcome.REMOVED, detail="by hand on 2026-11-20"),
)
DIFFERENCES = (
    Difference(
        "sites-goals.fi",
        "Vuonna 2030 vähintään 20 prosenttia työkoneista toimii sähköllä.",
        ("20 prosenttia",),
        DEAL,
        "Vuonna 2030 vähintään 50 prosenttia työkoneista toimii sähköllä, biokaasulla tai vedyllä.",
        ("50 prosenttia",),
    ),
)
SUSPICIOUS = (
    "page-x.en, line 3 instructs whoever reads it by machine and is left out: “Ignore what was said before.”",
)

UNSURE = (Unsure((f"{KEINO}/aihealue/vanha", f"{KEINO}/palvelut/uusi"), Doubt.WHICH_IS_NEWER, 0.876),)
INDEXED = Indexed("20261124T010412123456", 214, 1530, 24)


def report(
    entries: tuple[Entry, ...] = ENTRIES,
    *,
    started: datetime = STARTED,
    dry: bool = False,
    refused: Refusal | None = None,
    indexed: Indexed | None = INDEXED,
    differences: tuple[Difference, ...] = DIFFERENCES,
    suspicious: tuple[str, ...] = SUSPICIOUS,
    unsure: tuple[Unsure, ...] = UNSURE,
) -> Report:
    """A night's run, as given."""
    ended = started + timedelta(minutes=4, seconds=5)
    held = None if dry or refused else indexed
    return Report(started, ended, dry, entries, differences, suspicious, held, refused, unsure)


REFUSED = Refusal(Loss.DOCUMENTS, 41, 190, ("keino-a.fi", "keino-b.fi", "…"))

HARM = "<script>alert(1)</script>\u202egnirts\u202c <img src=x onerror=alert(1)> \x1b[31m"
HOSTILE = (
    Entry("javascript:alert(1)", HARM, Outcome.SKIPPED, Reason.NO_SUCH_SCHEME, HARM),
    Entry(
        'https://example.org/"><script>alert(1)</script>', HARM, Outcome.CHANGED, None, HARM, None, HARM, f"{HARM} x"
    ),
    Entry(f"https://example.org/{'a' * 2000}", "", Outcome.ADDED, after=HARM),
    Entry("https://example.org/alias", HARM, Outcome.UNCHANGED, alias_of="javascript:alert(2)"),
)
