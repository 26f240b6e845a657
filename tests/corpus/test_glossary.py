"""KEINO's glossary is theirs to edit: a row added works after the next ingest, a wrong one is told by its line."""

import shutil
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.wiring import build_assistant
from corpus.builds import current_build
from corpus.embedding import StaticEmbedder
from corpus.glossary import GLOSSARY_FILE, GlossaryError, read_glossary
from corpus.index import open_index
from corpus.sync import sync
from corpus.types import Hit
from ingest.split import fingerprint, split
from tests.conftest import TEXTS
from tests.documents import document
from tests.processes import run

FINNISH = [
    document("receipt", "## Mikä on vihersirkkeli?\n\nVihersirkkeli annetaan hankinnan päätyttyä.\n", "Vihersirkkeli"),
    document("sites", "## Mitä koneita?\n\nTyökoneet toimivat sähköllä.\n", "Työmaat"),
    document("toys", "## Mitä leluja?\n\nLelut ovat turvallisia.\n", "Päiväkodit"),
    document("signed", "## Kuka on allekirjoittanut?\n\nKaupungit ovat allekirjoittaneet sopimuksen.\n", "Osapuolet"),
]
QUESTION = "When is the zorblingate given?"


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(GLOSSARY_FILE, tmp_path / "glossary.csv"))


def add(glossary: Path, row: str) -> None:
    glossary.chmod(0o644)
    with glossary.open("a", encoding="utf-8") as file:
        file.write(row + "\n")


def ingest(data: Path, glossary: Path) -> int:
    """Bring an index of the Finnish documents up to date; count the passages that were embedded."""
    passages = [passage for given in FINNISH for passage in split(given)]
    return sync(data, FINNISH, passages, StaticEmbedder(), fingerprint(), glossary=glossary).embedded


def ask(data: Path, question: str = QUESTION) -> list[Hit]:
    assistant = build_assistant(Settings(data_dir=data))
    try:
        return assistant.search(question, 5, "en")
    finally:
        assistant.index.close()


def test_a_row_added_works_after_the_next_ingest(tmp_path: Path, glossary: Path) -> None:
    data = tmp_path / "data"
    ingest(data, glossary)
    assert all(hit.coverage == 0 for hit in ask(data)), "no passage holds what is asked"
    add(glossary, "vihersirkkeli,grönsirkel,zorblingate,our own word")
    assert all(hit.coverage == 0 for hit in ask(data)), "nothing changes before the ingest"
    assert ingest(data, glossary) == 0, "no passage need be embedded again"
    first, *_ = ask(data)
    assert first.passage.subject == "receipt"
    assert first.coverage > 0.5


def test_a_row_taken_out_works_no_more_after_the_next_ingest(tmp_path: Path, glossary: Path) -> None:
    data, before = tmp_path / "data", glossary.read_bytes()
    add(glossary, "vihersirkkeli,,zorblingate,")
    ingest(data, glossary)
    assert ask(data)[0].passage.subject == "receipt"
    glossary.write_bytes(before)
    ingest(data, glossary)
    assert all(hit.coverage == 0 for hit in ask(data))


def test_every_form_of_a_term_is_known_in_any_case_and_remarks_are_no_part_of_it(
    tmp_path: Path, glossary: Path
) -> None:
    add(glossary, "vihersirkkeli; viherkuitti,,zorb stamp (old word); zorblingate,")
    ingest(tmp_path / "data", glossary)
    for question in ("when is the Zorblingate given", "What are zorb stamps?"):
        assert ask(tmp_path / "data", question)[0].passage.subject == "receipt", question


def test_the_glossary_that_comes_with_the_program_is_read() -> None:
    glossary = read_glossary(GLOSSARY_FILE)
    assert len(glossary) >= 200
    assert (("julkinen", "hankinta"), ()) not in glossary.phrases("fi", "sv").items()
    assert glossary.phrases("en", "fi")["procurement", "unit"][0][0] == "hankintayksikkö"


def test_a_file_from_a_spreadsheet_is_read_too(tmp_path: Path) -> None:
    """With a byte order mark, Windows line ends, rows of empty cells, other columns and another order of them."""
    (tmp_path / "glossary.csv").write_bytes("\ufeffnote,en,fi,sv\r\nx,toy,lelu,leksak\r\n\r\n,,,\r\n".encode())
    assert read_glossary(tmp_path / "glossary.csv").phrases("en", "sv") == {("toy",): (("leksak", "lek", "sak"),)}


def test_the_digest_changes_with_a_term_and_with_nothing_else(glossary: Path) -> None:
    before = read_glossary(glossary).digest
    assert read_glossary(GLOSSARY_FILE).digest == before
    add(glossary, "lelu,leksak,toy,")
    assert read_glossary(glossary).digest != before


WRONG = {
    "a column is missing": (b"fi,en\nlelu,toy\n", r"glossary\.csv, line 1: .*columns fi, sv and en .*\(sv missing\)"),
    "the file is empty": (b"", r"glossary\.csv, line 1: .*columns fi, sv and en"),
    "semicolons between": (b"fi;sv;en\nlelu;leksak;toy\n", r"glossary\.csv, line 1: .*with commas between"),
    "a cell too few": (b"fi,sv,en\nlelu,leksak,toy\nkone,maskin\n", r"glossary\.csv, line 3: another number of col"),
    "a cell too many": (b"fi,sv,en\nlelu,leksak,toy,x\n", r"glossary\.csv, line 2: another number of columns"),
    "a term in one language": (b"fi,sv,en\nlelu,,\n", r"glossary\.csv, line 2: .*two languages or three"),
    "Latin-1": (
        "fi,sv,en\nlelu,leksak,toy\ntyömaa,byggarbetsplats,site\n".encode("latin-1"),
        r"glossary\.csv, line 3: not UTF-8",
    ),
    "a quote left open": (b'fi,sv,en\n"lelu,leksak,toy\n', r"glossary\.csv, line 2: the row cannot be read"),
    "no file": (None, r"glossary\.csv"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_glossary_that_cannot_be_read_is_refused_with_the_file_and_the_line(tmp_path: Path, wrong: str) -> None:
    content, message = WRONG[wrong]
    if content is not None:
        (tmp_path / "glossary.csv").write_bytes(content)
    with pytest.raises(GlossaryError, match=message):
        read_glossary(tmp_path / "glossary.csv")


def test_ingest_tells_of_a_wrong_row_in_one_message_and_the_old_index_serves_on(tmp_path: Path, glossary: Path) -> None:
    data, texts = tmp_path / "data", tmp_path / "texts"
    shutil.copytree(TEXTS / "neighbours", texts)
    assert run("-m", "ingest", data_dir=data, texts_dir=texts, glossary=glossary).returncode == 0
    old = current_build(data)
    add(glossary, "vihersirkkeli,zorblingate")
    line = len(GLOSSARY_FILE.read_text(encoding="utf-8").splitlines()) + 1
    done = run("-m", "ingest", data_dir=data, texts_dir=texts, glossary=glossary)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("The index was not built:")
    assert f"{glossary}, line {line}" in done.stderr.replace("\n", "")
    assert "Traceback" not in done.stderr
    assert current_build(data) == old
    open_index(data, StaticEmbedder()).close()
