"""An address says which page of which site it means, however it is written."""

from datetime import date
from pathlib import Path

import pytest

from ingest.versions.addresses import AddressesError, known_sites, locate, read_sites, subject_of

KEINO_NOW = "https://www.hankintakeino.fi/fi/palvelut/hankintojen-green-deal-sopimukset"


@pytest.mark.parametrize(
    "other",
    [
        "http://hankintakeino.fi/fi/palvelut/hankintojen-green-deal-sopimukset/",
        "https://www.hankintakeino.fi/palvelut/Hankintojen-Green-Deal-sopimukset?utm_source=x&fbclid=1#alku",
        "https://hankintakeino-test.druid.fi/fi/palvelut/hankintojen-green-deal-sopimukset",
        "https://hankintakeino-content.druid.fi/fi/yhteistyo-ja-verkostoituminen/hankintojen-green-deal-sopimukset",
        "https://www.hankintakeino.fi/fi/hankintayhteistyo-ja-verkostoituminen/"
        "julkisten-kestavien-hankintojen-edellakavijayhteistyo-Green-Deal",
    ],
)
def test_all_generations_and_hosts_of_the_landing_page_mean_one_page(other: str) -> None:
    now, found = locate(KEINO_NOW, known_sites()), locate(other, known_sites())
    assert (found.site, found.page) == (now.site, now.page)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://sitoumus2050.fi/sv_SE/rakentamisen-muovit", "https://www.sitoumus2050.fi/web/sitoumus2050/rakentamisen-muovit"),
        ("https://sitoumus2050.fi/en_US/tietoa-green-dealista", "https://sitoumus2050.fi/fi_FI/tietoa-green-dealista/"),
        ("https://www.vantaa.fi/uutisia/1?language=fi", "https://vantaa.fi/uutisia/1"),
        ("https://ym.fi", "https://www.ym.fi/fi/index.html"),
        ("https://x.fi/a?b=1&a=2", "https://x.fi/a?a=2&b=1"),
    ],
)  # fmt: skip
def test_prefixes_and_parameters_that_mean_nothing_are_seen_past(one: str, other: str) -> None:
    assert locate(one, known_sites()) == locate(other, known_sites())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.hankintakeino.fi/fi/palvelut/hankintojen-green-deal-sopimukset-ukk", KEINO_NOW),
        ("https://ym.fi/fiskaalinen", "https://ym.fi/skaalinen"),
        ("https://vantaa.fi/uutisia?id=1", "https://vantaa.fi/uutisia?id=2"),
        ("https://hel.fi/uutinen", "https://espoo.fi/uutinen"),
    ],
)
def test_other_pages_stay_apart(one: str, other: str) -> None:
    assert locate(one, known_sites()) != locate(other, known_sites())


def test_the_generation_and_the_staging_host_are_told() -> None:
    old = locate("https://hankintakeino-test.druid.fi/fi/node/16", known_sites())
    assert (old.staging, old.since) == (True, date(2018, 3, 1))
    assert locate(KEINO_NOW, known_sites()).since == date(2022, 1, 1)
    assert not locate(KEINO_NOW, known_sites()).staging


def test_a_subject_is_readable_short_and_of_its_address_alone() -> None:
    long = f"https://www.hankintakeino.fi/fi/{'osa/' * 60}päästöttömät-työmaat"
    assert subject_of(KEINO_NOW).startswith("hankintakeino-fi-")
    assert "green-deal-sopimukset" in subject_of(KEINO_NOW)
    assert "paastottomat-tyomaat" in subject_of(long)
    assert len(subject_of(long)) < 100
    assert subject_of("https://x.fi/a") != subject_of("http://x.fi/a")
    assert subject_of("https://x.fi/") == subject_of("https://x.fi/")


def test_a_broken_file_of_sites_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "addresses.toml"
    broken.write_text("[[site]]\nstaging = 5\n", encoding="utf-8")
    with pytest.raises(AddressesError, match=r"(?s)addresses\.toml.*hosts"):
        read_sites(broken)
