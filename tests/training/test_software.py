"""Manuals and translated programs -> pairs, on small files in their formats."""

import json
import struct
import zipfile
from pathlib import Path

import pytest

from training.manuals import gnome_help, libreoffice_help
from training.software import catalogues, home_assistant, messages, mozilla
from training.texts import Pair, alike, clean, is_text


def _file(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_paragraphs_of_the_same_id_are_a_pair_in_every_two_languages(tmp_path: Path) -> None:
    folder = tmp_path / "usr/share/libreoffice/help"
    _file(folder / "en-US/a.html", '<p id="par_id1" class="x">Save the <b>file</b></p><p id="par_id2">Only here</p>')
    _file(folder / "fi/a.html", '<p id="par_id1">Tallenna tiedosto</p>')
    _file(folder / "sv/a.html", '<p id="par_id1">Spara filen</p>')
    assert list(libreoffice_help(tmp_path)) == [
        Pair("manuals", "en", "Save the file", "fi", "Tallenna tiedosto"),
        Pair("manuals", "en", "Save the file", "sv", "Spara filen"),
        Pair("manuals", "fi", "Tallenna tiedosto", "sv", "Spara filen"),
    ]


def test_pages_with_another_row_of_blocks_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "usr/share/help"
    _file(folder / "C/gnome/a.page", "<title>Print a page</title><p>Choose the printer.</p>")
    _file(folder / "fi/gnome/a.page", "<title>Tulosta sivu</title><p>Valitse tulostin.</p>")
    _file(folder / "sv/gnome/a.page", "<title>Skriv ut en sida</title>")
    assert [(pair.left, pair.right) for pair in gnome_help(tmp_path)] == [
        ("Print a page", "Tulosta sivu"),
        ("Choose the printer", "Valitse tulostin"),
    ]


def test_a_message_catalogue_is_paired_with_its_keys(tmp_path: Path) -> None:
    path = tmp_path / "locale/fi/LC_MESSAGES/program.mo"
    path.parent.mkdir(parents=True)
    header, key, value = b"Content-Type: text/plain; charset=UTF-8\n", b"menu\x04Open file", b"Avaa tiedosto"
    # the format of .mo: magic, version, number, two tables of lengths and offsets, then the strings, NUL at the end
    blob, tables = b"", []
    for text in (b"", key, header, value):
        tables.append((len(text), 28 + 4 * 8 + len(blob)))
        blob += text + b"\0"
    path.write_bytes(
        struct.pack("<7I", 0x950412DE, 0, 2, 28, 44, 0, 60)
        + b"".join(struct.pack("<2I", *row) for row in tables)
        + blob
    )
    assert list(catalogues(tmp_path)) == [Pair("software", "en", "Open file", "fi", "Avaa tiedosto")]


def test_fluent_messages_and_their_attributes_have_keys() -> None:
    text = "# remark\nopen-file = Open the file\n    .label = Open\nempty =\n"
    assert list(messages(text)) == [
        ("open-file.", "Open the file"),
        ("open-file.label", "Open"),
        ("empty.", ""),
    ]


def test_language_packs_are_aligned_by_file_and_key(tmp_path: Path) -> None:
    words = {"en-GB": "Send the message", "fi": "Lähetä viesti", "sv-SE": "Skicka meddelandet"}
    programs = {"firefox-esr": "firefox-esr/browser", "thunderbird": "thunderbird"}
    for program, place in programs.items():
        for tag, text in words.items():
            pack = tmp_path / f"usr/lib/{place}/extensions/langpack-{tag}@{program}.mozilla.org.xpi"
            pack.parent.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(pack, "w") as file:
                file.writestr(f"localization/{tag}/{program}.ftl", f"send = {text}\n")
    assert [pair.right for pair in mozilla(tmp_path)] == 2 * [
        "Lähetä viesti",
        "Skicka meddelandet",
        "Skicka meddelandet",
    ]


def test_nested_texts_of_a_component_are_aligned_by_their_place(tmp_path: Path) -> None:
    folder = tmp_path / "homeassistant/components/lamp/translations"
    for language, text in (("en", "Turn on the lamp"), ("fi", "Sytytä lamppu")):
        _file(folder / f"{language}.json", json.dumps({"config": {"title": text, "number": 3}}))
    assert list(home_assistant(tmp_path)) == [Pair("software", "en", "Turn on the lamp", "fi", "Sytytä lamppu")]


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("~Save <b>all</b> files…", "Save all files"),
        ("Delete %1$d of { $total } items?", "Delete of items?"),
        ("_Open “it” &amp; close", "Open it & close"),
        ("Avaa(_A)", "Avaa"),
    ],
)
def test_markup_places_for_values_and_shortcut_marks_go(raw: str, plain: str) -> None:
    assert clean(raw) == plain


@pytest.mark.parametrize("text", ["ab", "12.3.2024 14:55", "x" * 601, "{}[]()"])
def test_what_is_no_text_is_no_side_of_a_pair(text: str) -> None:
    assert not is_text(text)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Save the file", "Tallenna tiedosto", True),
        ("Firefox", "firefox", False),
        ("Save the file now before you go home", "Ei", False),
        ("A sentence that is much longer than what stands beside it, and goes on", "Tämä on aivan lyhyt", False),
    ],
)
def test_texts_of_very_different_length_or_the_same_are_no_translations(left: str, right: str, expected: bool) -> None:
    assert alike(left, right) is expected
