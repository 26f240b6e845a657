"""A chat model that obeys every attack gets none of it past the proof."""

from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.types import Turn
from tests.assistant.attacks.cases import Attack, read_attacks
from tests.assistant.chat_models import worded_by, writes

ATTACKS = [attack for attack in read_attacks() if attack.channel != "page" and attack.never]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_what_an_attacker_wants_is_struck(attack: Attack, assistant: Assistant, tmp_path: Path) -> None:
    obeying = writes("\n".join([*(f"{wanted}. [1]" for wanted in attack.never), f"{attack.text} [1][2]"]))
    history = [Turn("user", "hei"), Turn(attack.role, attack.text)] if attack.channel == "history" else []
    answer = worded_by(obeying, assistant, tmp_path).ask(attack.question, history)
    shown = " ".join((answer.text, *answer.notices)).lower()
    assert [words for words in attack.never if words.lower() in shown] == []
