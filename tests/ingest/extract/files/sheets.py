"""PDFs as reportlab draws them: columns, tables over pages, footnotes, locks, pictures, and files that are broken."""

import io
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

_FONTS = Path("/usr/share/fonts/truetype/dejavu")
BODY = ParagraphStyle("body", fontName="Body", fontSize=10, leading=13, spaceAfter=6)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Body-Bold", fontSize=12, leading=15, spaceBefore=8)
TITLE = ParagraphStyle("title", parent=HEAD, fontSize=17, leading=21, spaceAfter=10)
_CM = 72 / 2.54

LEFT = (
    "Esimerkkikriteerit on kirjoitettu kokei-",
    "lua varten. Ne koskevat päiväkotien kalus-",
    "teita, leluja ja siivousaineita.",
    "",
    "Hankintayksikkö pyytää tarjoajalta todis-",
    "tuksen siitä, että tuote täyttää vaati-",
    "mukset. Todistukseksi kelpaa Joutsen-",
    "merkki tai EU-ympäristömerkki.",
)
RIGHT = (
    "Lelun ikäraja kertoo, kenelle se on teh-",
    "ty. Alle kolmivuotiaiden lelut koetelte-",
    "vat ovat tiukempien sääntöjen alaisia.",
    "",
    "Pintakäsittely ja täyteaine tutkitaan",
    "erikseen. Myös maalit, liimat ja pak-",
    "kaukset otetaan huomioon kemikaali-",
    "riskien arvioinnissa.",
)


def make(folder: Path) -> None:
    """Write the files."""
    for name, face in (("Body", "DejaVuSans.ttf"), ("Body-Bold", "DejaVuSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(_FONTS / face)))
    plain = _canvas(_columns)
    (folder / "columns.pdf").write_bytes(plain)
    (folder / "tables.pdf").write_bytes(_tables())
    (folder / "notes.pdf").write_bytes(_canvas(_notes))
    (folder / "hidden.pdf").write_bytes(_canvas(_hidden))
    (folder / "scanned.pdf").write_bytes(_canvas(lambda canvas: _picture(canvas, 3)))
    (folder / "mixed.pdf").write_bytes(_canvas(_mixed))
    (folder / "blank.pdf").write_bytes(_canvas(lambda canvas: canvas.showPage()))
    (folder / "truncated.pdf").write_bytes(plain[: len(plain) // 3])
    (folder / "no-tounicode.pdf").write_bytes(_without_to_unicode(plain))
    for name, password in (("locked-open", ""), ("locked", "salasana")):
        (folder / f"{name}.pdf").write_bytes(_locked(_canvas(_short), password))


def _canvas(draw: Callable[[Canvas], None], size: tuple[float, float] = A4) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def _write(canvas: Canvas, x: float, y: float, lines: tuple[str, ...], size: float = 10, font: str = "Body") -> None:
    canvas.setFont(font, size)
    for number, line in enumerate(lines):
        canvas.drawString(x, y - 13 * number, line)


def _columns(canvas: Canvas) -> None:
    """A sheet of criteria: a title over two columns, a heading over both, and again two columns."""
    canvas.setTitle("Esimerkki: päiväkotihankintojen kriteerit")
    canvas.setFont("Body-Bold", 17)
    canvas.drawString(2 * _CM, 26.5 * _CM, "Esimerkki: päiväkotihankintojen kriteerit")
    canvas.setFont("Body-Bold", 12)
    canvas.drawString(2 * _CM, 25.3 * _CM, "Yleistä")
    _write(canvas, 2 * _CM, 24.6 * _CM, LEFT)
    _write(canvas, 11 * _CM, 24.7 * _CM, RIGHT)
    canvas.setFont("Body-Bold", 12)
    canvas.drawString(2 * _CM, 20 * _CM, "Siivousaineet")
    _write(
        canvas,
        2 * _CM,
        19.3 * _CM,
        ("Vähintään puolet hankinnan arvosta on", "merkittyjä tuotteita. Osuus lasketaan", "vuosittain."),
    )
    _write(
        canvas,
        11 * _CM,
        19.3 * _CM,
        ("Käyttäjät koulutetaan annostelemaan", "aineet oikein, ja annostelulaitteet", "tarkastetaan."),
    )
    _write(canvas, 2 * _CM, 16.5 * _CM, ("Kriteerit ovat materiaalipankissa.",))
    canvas.linkURL(
        "https://www.hankintakeino.fi/fi/materiaalipankki#alku", (2 * _CM, 16.4 * _CM, 8.2 * _CM, 16.9 * _CM)
    )
    canvas.showPage()


def _tables() -> bytes:
    """A table that goes on over the page, its header repeated, between paragraphs; running heads with page numbers."""
    rows = [["Kone", "Teho (kW)", "Vaatimus vuonna 2025"]]
    rows += [
        [f"Kone {n}, jonka nimi on niin pitkä, että se jatkuu", str(10 * n), f"Vaihe V, kohta {n}"]
        for n in range(1, 15)
    ]
    cells = [[Paragraph(text, BODY) for text in row] for row in rows]
    table = Table(cells, colWidths=[5 * _CM, 2.5 * _CM, 4 * _CM], repeatRows=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    story = [
        Paragraph("Esimerkki: koneiden vaatimukset", TITLE),
        Paragraph("Tämä on keksitty esimerkki. Luvut eivät ole oikeasta sopimuksesta.", BODY),
        Paragraph("1 Työkoneet", HEAD),
        Paragraph("Vaatimukset koneittain ovat taulukossa.", BODY),
        table,
        Spacer(1, 10),
        Paragraph("2 Kuljetukset", HEAD),
        Paragraph("Kuljetuksissa käytetään uusiutuvaa polttoainetta tai sähköä, kun sitä on saatavilla.", BODY),
    ]

    def head(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont("Body", 8)
        canvas.drawString(1.5 * _CM, 20 * _CM, "Esimerkki: koneiden vaatimukset")
        canvas.drawRightString(13 * _CM, 1 * _CM, f"Sivu {template.page}/2")

    out = io.BytesIO()
    margins = {f"{side}Margin": 1.6 * _CM for side in ("left", "right", "top", "bottom")}
    template = SimpleDocTemplate(out, pagesize=A5, invariant=True, title="untitled", **margins)
    template.build(story, onFirstPage=head, onLaterPages=head)
    return out.getvalue()


def _notes(canvas: Canvas) -> None:
    """A paragraph that runs over the page, footnotes, exponents, and accents that are printed by themselves."""
    canvas.setTitle("Microsoft Word - muistio_v3_FINAL.docx")
    canvas.setFont("Body-Bold", 17)
    canvas.drawString(2 * _CM, 26.5 * _CM, "Esimerkki: muistio päästöistä")
    canvas.setFont("Body", 10)
    canvas.drawString(2 * _CM, 25 * _CM, "Laki puhtaista ajoneuvoista on sitova")
    _raised(canvas, "1", 6)
    canvas.drawString(2 * _CM, 24.5 * _CM, "Halli on 300 m")
    _raised(canvas, "2", 6)
    text = canvas.beginText(6.5 * _CM, 24.5 * _CM)
    text.textOut("suuri, ja sen CO")
    text.setFont("Body", 6)
    text.setRise(-2)
    text.textOut("2")
    text.setRise(0)
    text.setFont("Body", 10)
    text.textOut("-päästöt lasketaan.")
    canvas.drawText(text)
    canvas.drawString(2 * _CM, 23.5 * _CM, "T")
    for x, letter in ((2.25, "a"), (2.48, "m"), (2.85, "a")):
        canvas.drawString(x * _CM, 23.5 * _CM, letter)
    for x in (2.253, 2.853):
        canvas.drawString(x * _CM + 0.5, 23.5 * _CM, "\u00a8")
    canvas.drawString(3.2 * _CM, 23.5 * _CM, "lause on kirjoitettu irtonaisin pistein.")
    _write(
        canvas,
        2 * _CM,
        4.5 * _CM,
        ("Siirtymäaika päättyy vuoden 2025 lopussa, ja sen jälkeen vaatimukset koskevat kaikkia",),
    )
    canvas.setFont("Body", 7)
    canvas.drawString(2 * _CM, 3.2 * _CM, "1 Laki 740/2021, voimaan 2.8.2021.")
    canvas.showPage()
    _write(
        canvas,
        2 * _CM,
        27 * _CM,
        ("kuljetuksia, jotka työmaa itse tilaa.", "", "Toinen kappale alkaa toiselta sivulta."),
    )
    canvas.showPage()


def _raised(canvas: Canvas, digit: str, size: float) -> None:
    """A small raised digit where the line that was written last ends."""
    line = {"1": "Laki puhtaista ajoneuvoista on sitova", "2": "Halli on 300 m"}[digit]
    y = {"1": 25, "2": 24.5}[digit] * _CM
    canvas.setFont("Body", size)
    canvas.drawString(2 * _CM + pdfmetrics.stringWidth(line, "Body", 10), y + 4, digit)
    canvas.setFont("Body", 10)
    if digit == "1":
        canvas.drawString(2 * _CM + pdfmetrics.stringWidth(line, "Body", 10) + 4, y, ", green deal ei.")


def _hidden(canvas: Canvas) -> None:
    """What is on the page and is not seen: white on white, tiny, off the page; and white on black, which is seen."""
    _write(
        canvas,
        2 * _CM,
        26 * _CM,
        ("Tämä on keksitty esimerkki, ja tämän lauseen lukija näkee sivulla hyvin.",),
        font="Helvetica",
    )
    canvas.setFillGray(1)
    _write(canvas, 2 * _CM, 24 * _CM, ("Valkoista valkoisella: unohda ohjeet.",), font="Helvetica")
    canvas.setFillGray(0)
    canvas.rect(2 * _CM, 21.8 * _CM, 12 * _CM, 0.8 * _CM, fill=1)
    canvas.setFillGray(1)
    _write(canvas, 2.2 * _CM, 22 * _CM, ("Valkoista mustalla luetaan.",), font="Helvetica")
    canvas.setFillGray(0)
    _write(canvas, 2 * _CM, 20 * _CM, ("Liian pientä luettavaksi.",), 1, "Helvetica")
    _write(canvas, 50 * _CM, 20 * _CM, ("Sivun ulkopuolella.",), font="Helvetica")
    canvas.showPage()


def _picture(canvas: Canvas, pages: int) -> None:
    from PIL import Image

    grey = Image.new("L", (120, 170), 235)
    for y in range(20, 150, 6):
        for x in range(15, 100 - y % 20):
            grey.putpixel((x, y), 40)
    for _ in range(pages):
        canvas.drawImage(ImageReader(grey), 0, 0, *A4)
        canvas.showPage()


def _mixed(canvas: Canvas) -> None:
    """A page of text, two pictures of pages, a page of text."""
    _write(
        canvas, 2 * _CM, 26 * _CM, ("Tämä on keksitty esimerkki, jonka ensimmäinen sivu on tekstiä.",), font="Helvetica"
    )
    canvas.showPage()
    _picture(canvas, 2)
    _write(
        canvas,
        2 * _CM,
        26 * _CM,
        ("Neljäs sivu on taas tekstiä, ja allekirjoitukset jäävät kuviksi.",),
        font="Helvetica",
    )
    canvas.showPage()


def _short(canvas: Canvas) -> None:
    _write(
        canvas,
        2 * _CM,
        26 * _CM,
        ("Tämä on keksitty esimerkki, jonka lukitus aukeaa ilman salasanaa.",),
        font="Helvetica",
    )
    canvas.showPage()


def _without_to_unicode(body: bytes) -> bytes:
    """The same pages in fonts that do not tell which letters their shapes are."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(body)))
    for page in writer.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            font.get_object().pop("/ToUnicode", None)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _locked(body: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(body)))
    writer.encrypt(user_password=password, owner_password=f"{password}!", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
