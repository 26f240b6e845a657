"""Invented agreements as docx, numbered by the program as agreements are, in Finnish and in Swedish."""

from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

_NUMBERING = """
<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/>
  <w:pPr><w:ind w:left="432" w:hanging="432"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>
  <w:pPr><w:ind w:left="576" w:hanging="576"/></w:pPr></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/>
  <w:pPr><w:ind w:left="936" w:hanging="360"/></w:pPr></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%4)"/>
  <w:pPr><w:ind w:left="1296" w:hanging="360"/></w:pPr></w:lvl>
</w:abstractNum>
"""


@dataclass(frozen=True)
class Agreement:
    """What an agreement says: a line is (level of the numbering, text); level None is a paragraph, -1 a bullet."""

    name: str
    title: str
    running_head: str
    lines: tuple[tuple[int | None, str], ...]
    table: tuple[tuple[str, ...], ...]
    signed: tuple[str, ...]


FINNISH = Agreement(
    "agreement",
    "Esimerkki: keksitty sopimus päästöttömistä työmaista",
    "Esimerkkisopimus, ei oikea",
    (
        (None, "Tämä on keksitty esimerkki. Sillä kokeillaan, miten sopimuksen teksti luetaan tiedostosta."),
        (0, "Sopimuksen tarkoitus"),
        (
            1,
            "Osapuolet edis\u00adtävät yh\u00addessä työ\u00admaiden pääs\u00adtöt\u00adtömyyttä hankin\u00adtojen "
            "avulla. Sopimus on vapaa\u00adehtoinen ja koskee hankinta\u00adyksiköiden omia työ\u00admaita.",
        ),
        (
            1,
            "Tavoitteena on, että työmaat ovat fossiilittomia vuoden 2025 loppuun mennessä. Vuonna 2030 vähintään "
            "puolet työmaiden työkone- ja kuljetus\u00adkalustosta on päästötöntä, ja tavoite koskee myös EU-asetuksen "
            "soveltamis\u00adalaan kuuluvia koneita.",
        ),
        (0, "Osapuolten toimet"),
        (1, "Hankintayksikkö:"),
        (2, "ottaa yhteiset vähimmäis\u00advaatimukset käyttöön kilpailu\u00adtuksissaan;"),
        (2, "kokeilee päästötöntä työmaata vuosittain, jolloin se"),
        (3, "valitsee kohteen yhdessä urakoitsijan kanssa;"),
        (3, "kertoo tuloksista muille osapuolille;"),
        (2, "raportoi edistymisestä kerran vuodessa."),
        (1, "Ministeriö vastaa seurannasta ja kokoaa tulokset:"),
        (-1, "vuosittaisen yhteenvedon"),
        (-1, "arvion vaikutuksista päästöihin ja kustannuksiin"),
        (0, "Vaatimukset vuosittain"),
        (None, "Vaatimukset kiristyvät taulukon mukaan."),
    ),
    (
        ("Vuosi", "Fossiiliton osuus", "Päästötön osuus"),
        ("2022", "50 %", "ei vaatimusta"),
        ("2025", "100 %", "20 %"),
        ("2030", "100 %", "vähintään 50 %"),
    ),
    ("Voimassaolo", "Sopimus on voimassa 31.12.2030 saakka.", "Helsingissä 9. päivänä syyskuuta 2020"),
)

SWEDISH = Agreement(
    "agreement.sv",
    "Exempel: ett påhittat avtal om utsläppsfria byggarbetsplatser",
    "Exempelavtal, inte äkta",
    (
        (None, "Detta är ett påhittat exempel. Det visar hur texten i ett avtal läses ur en fil."),
        (0, "Avtalets syfte"),
        (
            1,
            "Parterna främjar till\u00adsammans utsläpps\u00adfria bygg\u00adarbets\u00adplatser genom upphandling. "
            "Avtalet är fri\u00advilligt och gäller de upp\u00adhandlande en\u00adheternas egna arbets\u00adplatser.",
        ),
        (
            1,
            "Målet är att arbetsplatserna är fossilfria före utgången av 2025. År 2030 är minst hälften av "
            "arbetsmaskin- och transport\u00adparken på arbetsplatserna utsläppsfri.",
        ),
        (0, "Parternas åtgärder"),
        (1, "Den upphandlande enheten:"),
        (2, "tar i bruk de gemensamma mini\u00admi\u00adkraven i sina konkurrens\u00adutsättningar;"),
        (2, "prövar en utsläppsfri arbetsplats varje år, och då"),
        (3, "väljer den objektet tillsammans med entreprenören;"),
        (3, "berättar den om resultaten för de andra parterna;"),
        (2, "rapporterar om framstegen en gång om året."),
        (1, "Ministeriet svarar för uppföljningen och sammanställer resultaten:"),
        (-1, "ett årligt sammandrag"),
        (-1, "en bedömning av effekterna på utsläpp och kostnader"),
        (0, "Krav per år"),
        (None, "Kraven skärps enligt tabellen."),
    ),
    (
        ("År", "Fossilfri andel", "Utsläppsfri andel"),
        ("2022", "50 %", "inget krav"),
        ("2025", "100 %", "20 %"),
        ("2030", "100 %", "minst 50 %"),
    ),
    ("Giltighet", "Avtalet gäller till och med den 31 december 2030.", "Helsingfors den 9 september 2020"),
)


def make(folder: Path, agreement: Agreement) -> Path:
    """Write the docx and return its path."""
    document = Document()
    _set_up(document, agreement)
    document.add_paragraph(agreement.title, style="Title")
    for level, text in agreement.lines:
        _line(document, level, text)
    _table(document, agreement.table)
    heading, term, signed = agreement.signed
    _line(document, 0, heading)
    document.add_paragraph(term).add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph(signed)
    path = folder / f"{agreement.name}.docx"
    document.save(str(path))
    return path


def _set_up(document: Docx, agreement: Agreement) -> None:
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_NUMBERING.format(ns=nsdecls("w"))))
    number = numbering.add_num(90)
    number.set(qn("w:numId"), "90")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(14.8), Cm(21)  # a small page, so that a short text has several
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = "Microsoft Word - pohja.docx"
    head = section.header.paragraphs[0]
    head.add_run(f"{agreement.running_head}\t\t")
    for code in ("PAGE", " (", "NUMPAGES", ")"):
        _field(head, code) if code.isupper() else head.add_run(code)


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
    paragraph._p.append(field)


def _line(document: Docx, level: int | None, text: str) -> None:
    if level == -1:
        document.add_paragraph(text, style="List Bullet")
        return
    paragraph = document.add_paragraph(text, style="Heading 1" if level == 0 else "Normal")
    if level is not None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = 90


def _table(document: Docx, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
