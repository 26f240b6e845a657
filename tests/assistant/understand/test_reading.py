"""A question is read: its language, its deals, and what a follow-up leaves unsaid."""

import pytest

from assistant.types import Turn
from assistant.understand.reading import Understanding
from corpus.deals import read_deals
from corpus.types import Language

SITES, DAYCARE = "emission-free-sites", "daycare-chemicals"


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return Understanding(read_deals())


def said(*questions: str) -> list[Turn]:
    return [turn for question in questions for turn in (Turn("user", question), Turn("assistant", "…"))]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("mikä on tavoite", "fi"),
        ("paljonko", "fi"),
        ("tavoitteet 2030", "fi"),
        ("vem är med", "sv"),
        ("vilka mål gäller år 2030", "sv"),
        ("Avtalets giltighetstid", "sv"),
        ("who signed", "en"),
        ("targets for machinery", "en"),
        ("what does varhaiskasvatus mean", "en"),
        ("jäsen", "fi"),  # in Swedish "the chasms", and no base form
        ("jäsenillä", "fi"),
    ],
)
def test_the_language_of_a_short_question_is_found(
    understanding: Understanding, question: str, language: Language
) -> None:
    assert understanding.understand(question).language == language


def test_a_given_language_wins(understanding: Understanding) -> None:
    assert understanding.understand("who signed", language="sv").language == "sv"


def test_a_question_without_words_of_a_language_keeps_the_conversation_s(understanding: Understanding) -> None:
    assert understanding.understand("2030?", said("vilka mål har avtalet")).language == "sv"


@pytest.mark.parametrize(
    ("question", "deals"),
    [
        ("mitä päiväkotisopimus vaatii", (DAYCARE,)),
        ("työmaa-sopimuksen osapuolet", (SITES,)),
        ("vad kräver daghemsavtalet", (DAYCARE,)),
        ("what about construction sites", (SITES,)),
        ("päiväkodit ja työmaat", (DAYCARE, SITES)),
        ("muovikassisopimus", ("plastic-bags",)),
        ("kestävän purkamisen green deal", ("sustainable-demolition",)),
        ("mikä on green deal", ()),
    ],
)
def test_the_deals_that_a_question_names_are_found(
    understanding: Understanding, question: str, deals: tuple[str, ...]
) -> None:
    assert understanding.understand(question).deals == deals


def test_a_given_deal_wins(understanding: Understanding) -> None:
    assert understanding.understand("mitä päiväkotisopimus vaatii", deal=SITES).deals == (SITES,)


def test_a_follow_up_keeps_the_deal_of_the_conversation(understanding: Understanding) -> None:
    question = understanding.understand("and until when is it valid?", said("what does the daycare deal ask?"))
    assert question.deals == (DAYCARE,)
    assert question.text.startswith("and until when is it valid?")
    assert "daycare" in question.text


def test_a_follow_up_that_names_only_a_topic_takes_the_earlier_question_along(understanding: Understanding) -> None:
    question = understanding.understand("entä kuljetukset?", said("mitkä ovat työmaiden tavoitteet vuodelle 2030"))
    assert [word.surface for word in question.words] == ["kuljetukset"]
    assert "2030" in [word.surface for word in question.carried]
    assert question.deals == (SITES,)
    assert "2030" in question.text


def test_a_new_deal_in_a_follow_up_wins_over_the_earlier_one(understanding: Understanding) -> None:
    question = understanding.understand("vem undertecknade daghemsavtalet?", said("vem undertecknade byggavtalet?"))
    assert question.deals == (DAYCARE,)
    assert question.text == question.as_asked


def test_a_follow_up_that_only_asks_takes_the_earlier_words_along(understanding: Understanding) -> None:
    question = understanding.understand("when?", said("who signed the daycare deal?"))
    assert (question.asks, question.deals) == ("when", (DAYCARE,))
    assert "signed" in [word.surface for word in question.carried]


def test_until_when_needs_no_earlier_word(understanding: Understanding) -> None:
    question = understanding.understand("and until when?", said("who signed the daycare deal?"))
    assert question.asks == "until"
    assert "signed" not in [word.surface for word in question.carried]


def test_the_other_one_is_the_other_procurement_deal(understanding: Understanding) -> None:
    question = understanding.understand("what about the other one?", said("until when is the sites deal valid?"))
    assert question.deals == (DAYCARE,)


def test_a_question_about_something_else_is_not_of_the_field(understanding: Understanding) -> None:
    assert not understanding.understand("what is the weather today?", said("what is the daycare deal?")).in_field
    assert understanding.understand("who signed the agreement").in_field


def test_what_the_assistant_said_may_name_the_deal(understanding: Understanding) -> None:
    history = [Turn("user", "mikä sopimus koskee pieniä lapsia"), Turn("assistant", "Päiväkotisopimus on…")]
    assert understanding.understand("milloin se päättyy", history).deals == (DAYCARE,)


def test_an_answer_that_names_several_deals_does_not_win_over_what_the_user_named(understanding: Understanding) -> None:
    history = [Turn("user", "what is the daycare deal?"), Turn("assistant", "Unlike the sites deal, the daycare deal…")]
    assert understanding.understand("when does it end?", history).deals == (DAYCARE,)


def test_courtesy_is_told_from_a_question(understanding: Understanding) -> None:
    assert understanding.understand("tack så mycket!").courtesy == "thanks"
    assert understanding.understand("hej, vem undertecknade byggavtalet?").courtesy is None


def test_the_parts_of_a_question_stand_alone(understanding: Understanding) -> None:
    first, second = understanding.understand("who signed the daycare deal, and when?").parts
    assert (first.asks, second.asks) == ("who", "when")
    assert second.deals == (DAYCARE,)
    assert "signed" in [word.surface for word in second.carried]


def test_the_same_in_another_language_keeps_the_question(understanding: Understanding) -> None:
    question = understanding.understand("in Swedish please", said("when does the daycare deal end?"))
    assert (question.language, question.deals, question.asks) == ("sv", (DAYCARE,), "when")
