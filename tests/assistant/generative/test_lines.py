"""What a chat model writes is read line by line, however it is cut into pieces."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generative.failure import ModelFailed
from assistant.generative.lines import Line, Missing, NotFound, Said, read_lines

TEXT = "The first is so. [1]\n- an item [2][3]\nTwo. [1] More, 9.9.2020. [2, 4]\n\nMISSING: the price\nNOT_FOUND"
LINES: list[Line] = [
    Said("The first is so.", (1,)),
    Said("an item", (2, 3), item=True),
    Said("Two.", (1,)),
    Said("More, 9.9.2020.", (2, 4)),
    Missing("the price"),
    NotFound(),
]


@given(st.lists(st.integers(0, len(TEXT)), max_size=20))
def test_the_lines_are_the_same_in_whatever_pieces_they_come(cuts: list[int]) -> None:
    ends = [0, *sorted(cuts), len(TEXT)]
    assert list(read_lines(TEXT[a:b] for a, b in pairwise(ends))) == LINES


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("It is so [1].", [Said("It is so.", (1,))]),
        ("It is so.[1][1] ", [Said("It is so.", (1,))]),
        ("* an item [ 2 ]", [Said("an item", (2,), item=True)]),
        ("1) an item [2]", [Said("an item", (2,), item=True)]),
        ("9. syyskuuta 2020 alkoi. [2]", [Said("9. syyskuuta 2020 alkoi.", (2,))]),
        ("**The deal** is `so`. [1]", [Said("The deal is so.", (1,))]),
        ("## Heading", [Said("Heading", ())]),
        ("The parties are: [1]", [Said("The parties are:", (1,))]),
        ("The parties are [1]:", [Said("The parties are:", (1,))]),
        ("It is so. [1] And on", [Said("It is so.", (1,)), Said("And on", ())]),
        ("not_found.", [NotFound()]),
        ("Missing: x", [Missing("x")]),
        ("[1]", [Said("", (1,))]),
        ("   ", []),
    ],
)
def test_a_line_is_read_for_what_it_says(line: str, read: list[Line]) -> None:
    assert list(read_lines([line])) == read


def test_what_a_model_thinks_first_is_left_out() -> None:
    pieces = ["\n<thi", "nk>\nShould I? [1]\n</th", "ink>\n\nIt is so. [1]"]
    assert list(read_lines(pieces)) == [Said("It is so.", (1,))]


def test_a_line_without_end_is_no_answer() -> None:
    with pytest.raises(ModelFailed):
        list(read_lines(["word "] * 1000))
