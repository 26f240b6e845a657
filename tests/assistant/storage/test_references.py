"""A reference is short, reads without doubt, and comes out of the whole room of them."""

import re

from assistant.storage.references import LETTERS, new_reference


def test_references_differ_and_hold_no_letter_that_is_taken_for_another() -> None:
    drawn = {new_reference() for _ in range(1000)}
    assert len(drawn) == 1000
    assert all(re.fullmatch(f"[{LETTERS}]{{4}}-[{LETTERS}]{{4}}", reference) for reference in drawn)
    assert set("".join(drawn)) == {*LETTERS, "-"}
    assert not set(LETTERS) & set("01258ABEGILOQSUZ")
