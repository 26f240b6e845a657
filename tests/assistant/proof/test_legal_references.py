"""An act, annex, article or section that no quote holds strikes a sentence."""

import pytest

from assistant.types import Rule
from tests.assistant.proof.cited import Case, broken_by

CASES = [
    Case(
        "fi",
        "Laki 740/2021 panee täytäntöön direktiivin (EU) 2019/1161.",
        "Direktiivi 2019/1161 pannaan täytäntöön lailla 740/2021.",
        "Direktiivi 2019/1161 pannaan täytäntöön lailla 741/2021.",
    ),
    Case("fi", "Vaatimukset ovat lain 5 §:ssä.", "Lain 5 §:ssä ovat vaatimukset.", "Vaatimukset ovat lain 6 §:ssä."),
    Case(
        "sv",
        "Lagen 740/2021 genomför direktivet (EU) 2019/1161.",
        "Direktivet (EU) 2019/1161 genomförs genom lagen 740/2021.",
        "Direktivet (EU) 2019/1162 genomförs genom lagen 740/2021.",
    ),
    Case("sv", "Kriterierna finns i bilaga 1.", "I bilaga 1 finns kriterierna.", "I bilaga 2 finns kriterierna."),
    Case(
        "en",
        "Act 740/2021 implements Directive (EU) 2019/1161.",
        "Directive (EU) 2019/1161 is implemented by Act 740/2021.",
        "Directive (EU) 2009/33 is implemented by Act 740/2021.",
    ),
    Case(
        "en",
        "The limits are in Article 15 of the regulation.",
        "Article 15 of the regulation has the limits.",
        "Article 16 of the regulation has the limits.",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.false}")
def test_an_act_and_its_parts_have_to_stand_in_the_quote(case: Case) -> None:
    assert broken_by(case.true, case) == set()
    assert Rule.LEGAL_REFERENCE in broken_by(case.false, case)
