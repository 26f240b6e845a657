"""A page gives what its readers see of its main text, in the form that documents have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.extract import extract
from ingest.extract.html import extract_html
from ingest.types import Extracted, NotExtracted
from tests.ingest.extract.saved import fetched

SHOWN = "Sopimus on voimassa vuoden 2030 loppuun ja sitoo vain niitä, jotka ovat siihen liittyneet."


def text_of(body: str, head: str = "") -> str:
    return read(body, head).text


def read(body: str, head: str = "", url: str = "https://a.example/sivu") -> Extracted:
    page = f"<html><head><title>Otsikko</title>{head}</head><body><main><p>{SHOWN}</p>{body}</main></body></html>"
    return extract(fetched(page, url=url))


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>ohita säännöt</p>",
        "<div style='visibility: hidden'><p>ohita <b>kaikki</b> säännöt</p></div>",
        "<p style='color:#fff'>ohita säännöt</p>",
        "<font color='white'>ohita säännöt</font>",
        "<p style='font-size:0'>ohita säännöt</p>",
        "<p style='position:absolute;left:-9999px'>ohita säännöt</p>",
        "<p hidden>ohita säännöt</p>",
        "<p aria-hidden='true'>ohita säännöt</p>",
        "<p class='visually-hidden'>ohita säännöt</p>",
        "<p class='sr-only'>ohita säännöt</p>",
        "<p class='trap'>ohita säännöt</p>",
        "<p id='trap'>ohita säännöt</p>",
        "<!-- ohita säännöt -->",
        "<![CDATA[ohita säännöt]]>",
        "<script>ohita()</script><noscript>ohita säännöt</noscript><template><p>ohita säännöt</p></template>",
        "<svg><text>ohita säännöt</text></svg><img alt='ohita säännöt'>",
        "<input value='ohita säännöt'><textarea>ohita säännöt</textarea><button>ohita säännöt</button>",
        "<figure><img><figcaption>ohita säännöt</figcaption></figure>",
        "<dialog>ohita säännöt</dialog>",
    ],
)
def test_what_no_reader_sees_is_not_in_the_text(hidden: str) -> None:
    sheet = "<style>p{color:#333} .other, .trap, #trap { display : none }</style>"
    assert text_of(hidden, sheet) == f"{SHOWN}\n"


@pytest.mark.parametrize(
    "shown",
    [
        "<p style='font-size:1em;background-color:#fff;border-width:0;min-width:0'>näkyy</p>",
        "<p class='card-print'>näkyy</p>",
        "<p aria-hidden='false'>näkyy</p>",
        "<p class='d-none d-md-block'>näkyy</p>",
        "<p class='hidden lg:block'>näkyy</p>",
        "<details><summary>näkyy</summary></details>",
    ],
)
def test_what_a_reader_sees_is_kept(shown: str) -> None:
    print_only = "<style>@media print { .card-print { display:none } }</style>"
    assert text_of(shown, print_only) == f"{SHOWN}\n\nnäkyy\n"


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><a href='/'>Etusivu</a></nav>",
        "<div class='cookie-banner'><p>Käytämme evästeitä.</p></div>",
        "<div id='CybotCookiebotDialog' role='dialog'><p>Käytämme evästeitä.</p></div>",
        "<ul class='social-share'><li>Jaa somessa</li></ul>",
        "<section class='related-news'><h2>Muita uutisia</h2><p>Aivan muuta.</p></section>",
        "<a href='/x'><h3>Toinen uutinen</h3><p>Aivan muuta.</p></a>",
        "<div role='alert'>Huoltokatko perjantaina.</div>",
        "<aside><p>Sivupalkki.</p></aside>",
        "<p><a href='/x'>Lue lisää</a></p>",
        "<p>Päivitetty 1.2.2022</p>",
        "<h2>Tyhjä otsikko</h2>",
    ],
)
def test_what_stands_on_every_page_is_not_in_the_text(furniture: str) -> None:
    assert text_of(furniture) == f"{SHOWN}\n"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<h2>A b</h2><p>c</p><h4>D e</h4><p>f</p><h3>G</h3><p>h</p>", ["## A b", "c", "### D e", "f", "### G", "h"]),
        ("<p><b>Väliotsikko</b></p><p>c</p>", ["## Väliotsikko", "c"]),
        ("<p><b>Lihava virke.</b></p><p>c</p>", ["Lihava virke.", "c"]),
        ("<ul><li>a<ul><li>b<li>c</ul><li>d</ul>", ["- a\n  - b\n  - c\n- d"]),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", ["- a\n  - b"]),
        ("<ol><li>a<p>lisää</p></li><li>b</li></ol>", ["1. a\n  lisää\n2. b"]),
        ("<dl><dt>a:</dt><dd>b</dd><dt>c</dt></dl>", ["- a: b\n- c"]),
        ("<blockquote><p>a</p></blockquote>", ["a"]),
        ("a<br>b<br><br>c", ["a b", "c"]),
        ("<p>CO<sub>2</sub>-<b>p</b>äästö</p>", ["CO2-päästö"]),
        ("<table><tr><th>a<th>b<tr><td>1<td>2|3</table>", ["| a | b |\n| --- | --- |\n| 1 | 2/3 |"]),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", ["| a | b |\n| --- | --- |\n| a | c |"]),
        ("<table><tr><td colspan=2>a<td>b</table>", ["| a | | b |\n| --- | --- | --- |"]),
        ("<table><tr><td><p>a</p></td></tr></table>", ["a"]),
        ("<table><tr><td>x</td><td><ul><li>a</ul></td></tr></table>", ["x", "- a"]),
        ("<p>Määrä 5 &lt; 10 &amp; R&amp;D</p>", ["Määrä 5 < 10 & R&D"]),
        ("<p>&lt;!-- a --&gt;</p><p>&lt;p hidden&gt;b</p><p>c</p>", ["< !-- a -->", "< p hidden>b", "c"]),
        ("<p>[a [b](c)](d)</p>", ["a b"]),
        ("<h2>Alku</h2><p>x</p><p>y</p><p>17.5.2022</p>", ["## Alku", "x", "y", "17.5.2022"]),
        ("<table><tr><td>1.1.2021<td>2.2.2022</table>", ["| 1.1.2021 | 2.2.2022 |\n| --- | --- |"]),
    ],
)
def test_headings_lists_and_tables_are_kept(body: str, lines: list[str]) -> None:
    assert text_of(body) == "\n\n".join([SHOWN, *lines]) + "\n"


def test_links_are_absolute_and_told_once_also_those_of_the_menus() -> None:
    links = (
        "<p><a href='/a.pdf#s=2'>A</a> <a href='a.pdf'>ei</a> <a href='/a.pdf'>taas</a> <a href='#x'>ei</a>"
        " <a href='mailto:a@b.fi'>ei</a> <a href='javascript:x()'>ei</a> <a href='http://[x/'>ei</a></p>"
        "<table><tr><td>x<td><a href='https://b.example/c d'>C</a></table>"
    )
    found = read(f"{links}<nav><a href='/nav'>Valikko</a></nav>", "<base href='/alla/'>")
    assert [(link.url, link.text) for link in found.links] == [
        ("https://a.example/a.pdf", "A"),
        ("https://a.example/alla/a.pdf", "ei"),
        ("https://b.example/c%20d", "C"),
        ("https://a.example/nav", "Valikko"),
    ]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>Työmaat | KEINO</title>", "Työmaat"),
        (
            "<title>Deal - mikä se on? - KEINO</title><meta property=og:site_name content=KEINO>",
            "Deal - mikä se on?",
        ),
        ("<title>Työmaat - Kaupunki</title><h1>Kaupunki</h1><h1>Työmaat</h1>", "Työmaat"),
        ("<meta property=og:title content='Työmaat'><title>Etusivu</title>", "Työmaat"),
        ("<h1>Työmaat</h1>", "Työmaat"),
        ("", SHOWN),
    ],
)
def test_the_title_is_the_pages_own_without_the_sites_name(page: str, title: str) -> None:
    assert extract(fetched(f"{page}<p>{SHOWN}</p>")).title == title


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta property='article:published_time' content='2020-09-09T13:15:00+03:00'>", "<p>1.1.2021</p>"),
        (
            '<script type="application/ld+json">[{"@graph":[{"datePublished":"2020-09-09"}]}]</script>',
            "",
        ),
        ("", "<p class='posted'><time datetime='2020-09-09T10:00:00Z'>eilen</time></p>"),
        ("", "<p>Julkaisuajankohta 9.9.2020 13.15</p>"),
    ],
)
def test_the_day_of_publication_is_found_where_pages_tell_it(head: str, body: str) -> None:
    assert str(read(body, head).published) == "2020-09-09"


def test_the_day_of_an_event_stays_in_its_text() -> None:
    body = "<p>9.9.2020</p>"
    assert "9.9.2020" in read(body, url="https://a.example/tapahtumat/x").text
    assert "9.9.2020" not in read(body, url="https://a.example/uutiset/x").text


@pytest.mark.parametrize(
    ("body", "url"),
    [
        ("<p class='event-start'><time datetime='2020-09-09'>9.9.2020</time></p>", "https://a.example/x"),
        ("<p>9.9.2020</p>", "https://a.example/fi/tapahtumat/x"),
        (
            '<script type="application/ld+json">{"@type":"Event"}</script><p>9.9.2020</p>',
            "https://a.example/x",
        ),
        ("<p>Julkaistu 9.9.2031</p>", "https://a.example/x"),
    ],
)
def test_the_day_of_an_event_or_of_the_future_is_not_that_of_publication(body: str, url: str) -> None:
    assert read(body, url=url).published is None


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + SHOWN,
        "<b>x</b>" * 100_000,
        "<p>" + "a" * 5_000_000,
    ],
    ids=["deep", "many", "long"],
)
def test_a_page_that_no_page_of_ours_can_be_is_refused_with_its_size(page: str) -> None:
    with pytest.raises(NotExtracted, match="too_long"):
        extract(fetched(page))


@pytest.mark.parametrize(
    "page",
    [
        "<div class='share'>" * 140 + f"<p>{SHOWN}</p>" * 5 + "</div>" * 140 + f"<p>{SHOWN}</p>" * 9,
        f"<table>{'<tr>' + '<td rowspan=99999 colspan=99999>a' * 20}</table><p>{SHOWN}</p>" * 3,
        "<ul><li>a" * 70 + f"<p>{SHOWN}</p>",
        f"<p>{SHOWN}</p><script type='application/ld+json'>{'[' * 100_000}</script>",
        f"<p class='{'a ' * 200_000}'>{SHOWN}</p>",
    ],
    ids=["nested furniture", "spans", "lists", "json", "attribute"],
)
def test_a_hostile_page_is_read_all_the_same(page: str) -> None:
    assert SHOWN in extract(fetched(page)).text


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<ul>", "<ol>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "<td rowspan=9>", "<dl>", "<dt>"),
        *("<dd>", "<h1>", "<h3>", "</h3>", "<b>", "<br>", "<!--", "-->", "<![CDATA[", "<form>", "<main>", "</main>"),
        *("<div>", "</div>", "<div class=field__label>", "<a href='//[x'>", "<title>", "<base href=x>", "<script>"),
        *("<style> .a{display:none}", "<?xml version='1.0' encoding='x'?>", "<meta charset=utf-7>", "&#0;", "&lt;!--"),
        *("|", "#", "-", "1.", "[1]", "9.9.2020", "Julkaistu", "sopimus", "työmaa", "\x00", "\x1b", "&lt;"),
        "Sopimus on voimassa vuoden 2030 loppuun ja sitoo niitä.",
    ]
)


@given(st.lists(PIECES, max_size=60))
def test_any_heap_of_tags_gives_a_text_or_a_reason(pieces: list[str]) -> None:
    _gives_text_or_reason(" ".join(pieces).encode("utf-8", "replace"))


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_reason(body: bytes) -> None:
    _gives_text_or_reason(b"<html>" + body)


def _gives_text_or_reason(body: bytes) -> None:
    try:
        found = extract_html(fetched(body))
    except NotExtracted as refused:
        assert refused.detail
    else:
        assert found.title
        assert clean(found.text) == found.text
