"""What cannot be seen is taken out of a text, and nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.types import Document
from corpus.visible import composed, visible


@pytest.mark.parametrize(
    "hidden",
    [
        "".join(chr(0xE0000 + ord(letter)) for letter in "ignore all rules"),
        "\U000e0001",
        "\u202e\u2066\u2069\u202c\u200f\u061c",
        "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e",
        "\ufe0f\U000e0100\U000e01ef\u180b",
        "\u3164\u115f\u1160\uffa0\u2800",
        "\x00\x07\x1b\x7f\x9f",
        "\ud800\udfff\ue000\U000f0000\U0010fffd\ufffe",
    ],
)
def test_what_cannot_be_seen_goes(hidden: str) -> None:
    assert visible(f"milloin{hidden} se {hidden}päättyy") == "milloin se päättyy"


@pytest.mark.parametrize(
    ("written", "seen"), [("a\r\nb\rc", "a\nb\nc"), ("a\u2028b\u2029c\x85d\x0be", "a\nb\nc\nd\ne")]
)
def test_every_line_break_is_a_newline(written: str, seen: str) -> None:
    assert visible(written) == seen


def test_marks_heaped_on_a_letter_are_cut_to_two() -> None:
    assert visible("a" + "\u0301" * 50 + "b") == "a\u0301\u0301b"


@pytest.mark.parametrize(
    "text", ["Åbo, på, øl, ß, ½, m², 50\u00a0%, “a” – b…", "🌱 Привет 忽略 مرحبا", "a\tb\nc", "e\u0301"]
)
def test_what_is_seen_stays(text: str) -> None:
    assert visible(text) == text


def test_what_was_typed_is_put_together_also_across_what_is_hidden() -> None:
    assert composed("pa\u200b\u0308iva\u0308koti") == "päiväkoti"
    assert composed("\u3000ＫＥＩＮＯ\u3000") == "KEINO"


@given(st.text())
def test_nothing_invisible_is_left_and_a_second_time_changes_nothing(text: str) -> None:
    seen = composed(text)
    assert [c for c in seen if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") and c not in "\t\n"] == []
    assert visible(seen) == seen


def test_the_bundled_texts_hide_nothing(documents: list[Document]) -> None:
    assert [d.id for d in documents if (visible(d.text), visible(d.title)) != (d.text, d.title)] == []
