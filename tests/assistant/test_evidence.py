"""How likely a passage answers grows with what speaks for it, and the file holds what was learned."""

from pathlib import Path

import numpy as np
import pytest

from assistant.evidence import EVIDENCE_FILE, Facts, read_evidence

PLAIN = {"score": 1.0, "words": 0.5, "meaning": 0.5, "coverage": 0.5, "heading": 0.5, "same_ask": 0.0, "other_ask": 0.0}


def facts(**changed: float) -> Facts:
    return Facts(**{name: np.array([value]) for name, value in (PLAIN | changed).items()})


@pytest.mark.parametrize("name", ["score", "words", "meaning", "coverage", "heading", "same_ask"])
def test_more_of_what_speaks_for_a_passage_makes_it_likelier(name: str) -> None:
    evidence = read_evidence()
    assert evidence.probability(facts(**{name: PLAIN[name] + 0.5})) > evidence.probability(facts())


def test_a_probability_lies_between_nothing_and_certainty_also_without_any_score() -> None:
    evidence = read_evidence()
    least = evidence.probability(facts(score=0.0, words=0.0, meaning=0.0, coverage=0.0, heading=0.0))[0]
    most = evidence.probability(facts(score=5.0, words=2.5, meaning=1.0, coverage=1.0, heading=1.0, same_ask=1.0))[0]
    assert 0 < least < 0.01
    assert 0.95 < most < 1


def test_a_file_without_a_weight_is_refused_with_its_name(tmp_path: Path) -> None:
    written = EVIDENCE_FILE.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "evidence.toml"
    path.write_text("\n".join(line for line in written if not line.startswith("meaning")), encoding="utf-8")
    with pytest.raises(KeyError, match="meaning"):
        read_evidence(path)
