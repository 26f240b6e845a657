"""The difference of a page tells every word that changed, and stays small however much did."""

import random

from hypothesis import given
from hypothesis import strategies as st

from ingest.report.aligning import Change, Changed, Piece
from ingest.report.changes import Comparison, Unchanged, beginning, compare, lines_of
from tests.ingest.report.sample import AFTER, BEFORE

SAME, REMOVED, ADDED = Change.SAME, Change.REMOVED, Change.ADDED
WORDS = st.lists(st.sampled_from(["työmaa", "2025", "2030", "on", "ja", "50 %", "sähkö."]), max_size=8).map(" ".join)
TEXTS = st.lists(WORDS, max_size=12).map("\n".join)


def side(found: Comparison, change: Change) -> list[str]:
    """The lines of one wording, as the comparison tells them."""
    lines: list[str] = []
    for part in found.parts:
        if isinstance(part, Unchanged):
            lines += [*part.head, *part.folded, *part.tail]
            continue
        for line in part.lines:
            if any(piece.change in (SAME, change) for piece in line):
                lines.append("".join(piece.text for piece in line if piece.change in (SAME, change)))
    return lines


@given(TEXTS, TEXTS)
def test_both_wordings_can_be_read_from_their_difference(before: str, after: str) -> None:
    found = compare(before, after)
    if lines_of(before) == lines_of(after):
        assert found == Comparison((), 0, 0)
    else:
        assert side(found, REMOVED) == lines_of(before)
        assert side(found, ADDED) == lines_of(after)
        assert not found.left_out


def test_a_changed_line_tells_its_words_and_a_replaced_one_both_lines() -> None:
    changed = [line for part in compare(BEFORE, AFTER).parts if isinstance(part, Changed) for line in part.lines]
    assert changed[0] == (
        Piece(SAME, "Sopimuksen ovat allekirjoittaneet ympäristöministeriö ja "),
        Piece(REMOVED, "viisi"),
        Piece(ADDED, "kuusi"),
        Piece(SAME, " hankintayksikköä."),
    )
    assert Piece(REMOVED, "20") in changed[1]
    assert Piece(ADDED, "50") in changed[1]
    assert changed[2:] == [
        (Piece(REMOVED, "Sopimukseen voi vielä liittyä."),),
        (Piece(ADDED, "HSY liittyi sopimukseen syksyllä."),),
    ]


def test_a_long_part_that_has_not_changed_is_folded_between_the_lines_next_to_the_changes() -> None:
    middle = [f"Rivi {number}." for number in range(20)]
    found = compare("\n".join(["vanha", *middle, "vanha"]), "\n".join(["uusi", *middle, "uusi"]))
    kept = found.parts[1]
    assert isinstance(kept, Unchanged)
    assert (kept.head, kept.folded, kept.tail) == (("Rivi 0.",), tuple(middle[1:-1]), ("Rivi 19.",))
    assert kept.count == 18


def test_one_word_that_stays_between_two_changes_is_read_with_them() -> None:
    found = compare("Oma kaupunki ja sen yhtiöt ostavat koneita", "Oma kunta ja muut yhtiöt ostavat koneita")
    part = found.parts[0]
    assert isinstance(part, Changed)
    assert Piece(REMOVED, "kaupunki ja sen") in part.lines[0]
    assert Piece(ADDED, "kunta ja muut") in part.lines[0]


def test_a_line_that_moved_within_a_gap_is_paired_with_its_own_new_form() -> None:
    part = compare(
        "Vuonna 2030 osuus on 20 prosenttia.", "Aivan toinen asia.\nVuonna 2030 osuus on 50 prosenttia."
    ).parts
    assert isinstance(part[0], Changed)
    assert part[0].lines[0] == (Piece(ADDED, "Aivan toinen asia."),)
    assert Piece(ADDED, "50") in part[0].lines[1]


def test_what_no_one_sees_is_no_difference() -> None:
    assert compare("Sopimus on voimassa.", "Sopi\u00admus on\u200b voimassa.\n\n").parts == ()


def scattered(seed: int, lines: int, letters: str, length: int) -> str:
    choose = random.Random(seed)  # noqa: S311  # nothing secret
    return "\n".join("".join(choose.choices(letters, k=length)) for _ in range(lines))


def test_a_page_of_megabytes_that_changed_wholly_gives_a_small_difference_that_says_how_much_it_leaves_out() -> None:
    for before, after in (
        (scattered(1, 30_000, "abcdefgh åäö", 70), scattered(2, 30_000, "abcdefgh åäö", 70)),
        (scattered(1, 200_000, "ab ", 3), scattered(2, 200_000, "ab ", 3)),
        ("x " * 1_000_000, "y " * 1_000_000),
        ("x" * 2_000_000, "y" * 2_000_000),
        ("a\nb\n" * 100_000, "b\na\n" * 99_000),
    ):
        found = compare(before, after)
        assert found.size <= 60_000
        shown = sum(len(part.lines) for part in found.parts if isinstance(part, Changed))
        assert shown + found.left_out <= len(lines_of(before)) + len(lines_of(after))
        assert found.left_out > 0 or before.startswith("a\n")


def test_a_change_in_the_middle_of_a_long_page_is_shown_without_the_rest() -> None:
    page = [f"Tämä on rivi {number}, jota kukaan ei ole muuttanut." for number in range(20_000)]
    changed = [*page[:9_000], "Uusi rivi.", *page[9_000:]]
    found = compare("\n".join(page), "\n".join(changed))
    assert [part for part in found.parts if isinstance(part, Changed)] == [Changed(((Piece(ADDED, "Uusi rivi."),),))]
    assert [part.count for part in found.parts if isinstance(part, Unchanged)] == [8_999, 10_998]
    assert found.size < 1_000


def test_a_long_text_is_shown_from_its_beginning_and_says_so() -> None:
    assert beginning("Yksi.\n\nKaksi.") == (["Yksi.", "Kaksi."], True)
    lines, whole = beginning("sana " * 100_000)
    assert not whole
    assert 50_000 < sum(map(len, lines)) <= 60_000
