"""What people read in the widget: the same in three languages."""

import re
from typing import Any

from assistant.texts import read_texts


def _shape(table: dict[str, Any], path: str = "") -> dict[str, list[str]]:
    shape: dict[str, list[str]] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            shape |= _shape(value, f"{path}{key}.")
        else:
            shape[path + key] = sorted(re.findall(r"\{\w+\}", value))
    return shape


def test_the_three_languages_have_the_same_texts_with_the_same_gaps() -> None:
    finnish, swedish, english = (_shape(texts.table("widget")) for texts in read_texts().values())
    assert finnish == swedish == english
    assert {"shell.title", "talk.send", "notice.automatic", "error.offline"} <= finnish.keys()


def test_a_failure_of_every_kind_has_a_sentence() -> None:
    kinds = {"offline", "unreachable", "busy", "server", "cut", "refused_site", "invalid"}
    for texts in read_texts().values():
        assert kinds <= texts.table("widget")["error"].keys()
