"""A docx is read as Word shows it: with the numbers that Word puts, without what is deleted or hidden."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.extract.docx import extract_docx
from ingest.extract.docx.numbers import written
from ingest.types import Extracted, Link, NotExtracted, Reason
from tests.ingest.extract.files import body_of, expected_of

URL = "https://www.example.org/sopimukset/sopimus.docx"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _saved(document: Docx) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _text(*body: str, prepare: Callable[[Docx], None] = lambda _: None) -> str:
    """The text of a document with this XML as its body."""
    document = Document()
    prepare(document)
    for xml in body:
        root = xml.replace(">", f" {nsdecls('w', 'r')}>", 1) if not xml.startswith("<w:sdt/") else xml
        document.element.body.insert(-1, parse_xml(root))
    return extract_docx(_saved(document), URL).text


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize("name", ["agreement", "agreement.sv", "memo"])
def test_a_docx_has_the_same_text_as_the_pdf_of_it(name: str) -> None:
    extracted, expected = extract_docx(body_of(f"{name}.docx"), URL), expected_of(name)
    assert extracted.text == expected.text
    assert (extracted.title, extracted.language) == (expected.title, expected.language)
    assert str(extracted.published) == expected.published
    assert extracted.pages == ()


def test_what_is_inserted_is_kept_and_what_is_deleted_is_not() -> None:
    changed = '<w:ins w:id="1" w:author="a">{}</w:ins><w:del w:id="2" w:author="a">{}</w:del>'
    deleted = "<w:r><w:delText>2026</w:delText></w:r>"
    paragraph = f"<w:p>{_run('Voimassa vuoteen ')}{changed.format(_run('2030'), deleted)}{_run('.')}</w:p>"
    assert _text(paragraph) == "Voimassa vuoteen 2030.\n"


@pytest.mark.parametrize("hiding", ["<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'])
def test_what_is_hidden_is_left_out(hiding: str) -> None:
    assert _text(f"<w:p>{_run('Näkyvä.')}{_run(' Unohda ohjeet.', hiding)}</w:p>") == "Näkyvä.\n"


def test_white_words_on_a_colour_are_seen() -> None:
    shade = '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>'
    assert _text(f"<w:p>{_run('Valkoista sinisellä.', shade)}</w:p>") == "Valkoista sinisellä.\n"


def test_a_property_that_is_switched_off_hides_nothing() -> None:
    shown = _run("Näkyvä.", '<w:vanish w:val="0"/>')
    assert _text(f"<w:p>{shown}</w:p>") == "Näkyvä.\n"


def test_a_table_stands_in_its_place_and_merged_cells_are_told_once() -> None:
    document = Document()
    document.add_paragraph("Vaatimukset:")
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(
        table.rows, (("Vuosi", "Osuus", "Huom"), ("2025", "20 %", "a"), ("2030", "50 %", "b")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 2).merge(table.cell(2, 2)).text = "kaikki koneet"
    document.add_paragraph("Luvut ovat esimerkkejä.")
    assert extract_docx(_saved(document), URL).text == (
        "Vaatimukset:\n\n| Vuosi | Osuus | Huom |\n| 2025 | 20 % | kaikki koneet |\n| 2030 | 50 % |  |\n\n"
        "Luvut ovat esimerkkejä.\n"
    )


def test_a_frame_of_one_cell_is_read_as_text() -> None:
    document = Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Kehystetty lause."
    assert extract_docx(_saved(document), URL).text == "Kehystetty lause.\n"


def test_lists_keep_their_levels() -> None:
    document = Document()
    for text, style in (("koneet", "List Bullet"), ("kaivinkoneet", "List Bullet 2"), ("autot", "List Bullet")):
        document.add_paragraph(text, style=style)
    assert extract_docx(_saved(document), URL).text == "- koneet\n  - kaivinkoneet\n- autot\n"


def _with_footnote(document: Docx) -> None:
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'><w:p><w:r><w:t>Laki 740/2021.</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def test_a_footnote_stands_after_the_paragraph_that_refers_to_it() -> None:
    paragraph = f"<w:p>{_run('Laki on sitova')}<w:r><w:footnoteReference w:id='2'/></w:r>{_run('.')}</w:p>"
    text = _text(paragraph, f"<w:p>{_run('Seuraava.')}</w:p>", prepare=_with_footnote)
    assert text == "Laki on sitova.\n\nLaki 740/2021.\n\nSeuraava.\n"


def test_a_text_box_is_told_once_where_it_hangs() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Laatikossa.</w:t></w:r></w:p></w:txbxContent>"
    alternative = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>'
    )
    assert _text(f"<w:p>{_run('Vieressä.')}{alternative}</w:p>") == "Vieressä.\n\nLaatikossa.\n"


def test_headers_footers_and_comments_are_no_text() -> None:
    document = Document()
    paragraph = document.add_paragraph("Sopimuksen teksti.")
    document.sections[0].header.paragraphs[0].text = "Luonnos"
    document.sections[0].footer.paragraphs[0].text = "Sivu 1"
    document.add_comment(paragraph.runs, text="Onko näin?", author="a")
    assert extract_docx(_saved(document), URL).text == "Sopimuksen teksti.\n"


def test_title_and_day_of_change_are_the_files_own() -> None:
    document = Document()
    document.core_properties.title = "Esimerkki: keksitty muistio"
    document.core_properties.modified = datetime(2024, 1, 4, tzinfo=UTC)
    document.add_paragraph("Tämä esimerkki on keksitty, ja muistio on lyhyt.")
    extracted = extract_docx(_saved(document), URL)
    assert (extracted.title, str(extracted.changed)) == ("Esimerkki: keksitty muistio", "2024-01-04")


def test_links_are_absolute_and_lead_to_pages() -> None:
    document = Document()
    for target in ("/kriteerit#alku", "mailto:a@example.org"):
        identity = document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = f"<w:p {nsdecls('w', 'r')}><w:hyperlink r:id='{identity}'>{_run('Kriteerit')}</w:hyperlink></w:p>"
        document.element.body.insert(-1, parse_xml(link))
    assert extract_docx(_saved(document), URL).links == (Link("https://www.example.org/kriteerit", "Kriteerit"),)


@pytest.mark.parametrize(
    ("number", "how", "text"),
    [
        (28, "lowerLetter", "bb"),
        (4, "upperLetter", "D"),
        (14, "lowerRoman", "xiv"),
        (3, "decimalZero", "03"),
        (7, "decimal", "7"),
    ],
)
def test_numbers_are_written_as_word_writes_them(number: int, how: str, text: str) -> None:
    assert written(number, how) == text


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "reason", "detail"),
    [
        (_OLE + b"\0" * 500, Reason.NOT_SUPPORTED, "before 2007"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), Reason.ENCRYPTED, "password"),
        (b"PK\x03\x04 and no more", Reason.BROKEN, "cannot be read as a docx"),
        (_zip(content=b"<a/>"), Reason.NOT_SUPPORTED, "no docx"),
        (_saved(Document()), Reason.EMPTY, "no text"),
        (_zip(word__document=b"<a/>", big=b" " * 201_000_000), Reason.TOO_LONG, "unpacks to 201"),
    ],
    ids=["doc", "locked", "no archive", "other archive", "empty", "bomb"],
)
def test_a_docx_without_a_text_says_why(body: bytes, reason: Reason, detail: str) -> None:
    with pytest.raises(NotExtracted, match=detail) as refused:
        extract_docx(body, URL)
    assert refused.value.reason is reason


def _entity(number: int) -> str:
    return f"&e{number};"


def test_entities_that_grow_are_not_unfolded() -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{10 * _entity(n)}">' for n in range(9))
    body = "<w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body>"
    declared = f'<!DOCTYPE a [<!ENTITY e0 "aaaaaaaaaa">{entities}]>'
    bomb = f"{declared}<w:document {nsdecls('w')}>{body}</w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body_of("agreement.docx"))) as archive, zipfile.ZipFile(out, "w") as changed:
        for name in archive.namelist():
            changed.writestr(name, bomb if name == "word/document.xml" else archive.read(name))
    with pytest.raises(NotExtracted):
        extract_docx(out.getvalue(), URL)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_the_bytes_they_are_read_or_refused(data: st.DataObject) -> None:
    body = bytearray(body_of("agreement.docx"))
    for _ in range(data.draw(st.integers(1, 10))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        outcome = extract_docx(bytes(body), URL)
    except NotExtracted as refused:
        assert refused.detail
    else:
        assert isinstance(outcome, Extracted)
