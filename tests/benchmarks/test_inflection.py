"""The samples of inflected questions are what they claim to be."""

import pytest

from benchmarks.inflection import Inflector, samples
from benchmarks.material import make_documents


@pytest.fixture(scope="module")
def inflector() -> Inflector:
    return Inflector(["mitä päiväkotiympäristö ja sopimus vaativat"])


def test_every_noun_takes_the_case_and_the_number(inflector: Inflector) -> None:
    changed = inflector.inflect("päiväkotiympäristö ja sopimus", "inessive", "plural", apart=False)
    assert changed == "päiväkotiympäristöissä ja sopimuksissa"


def test_a_compound_is_written_apart_before_its_last_part(inflector: Inflector) -> None:
    assert inflector.inflect("päiväkotiympäristö", "elative", "singular", apart=True) == "päiväkoti ympäristöstä"


def test_a_text_that_does_not_change_is_no_sample(inflector: Inflector) -> None:
    assert inflector.inflect("mitä ja miksi", "genitive", "singular", apart=False) is None


def test_the_same_seed_gives_the_same_samples(inflector: Inflector) -> None:
    texts = {"one": "sopimus", "two": "päiväkotiympäristö"}
    first, second = (samples(texts, inflector, 5, seed=3) for _ in range(2))
    assert first == second
    assert len({sample.after for sample in first}) == 5


def test_made_passages_are_as_many_as_asked_for_and_the_same_again() -> None:
    documents, passages = make_documents(25)
    assert (documents, passages) == make_documents(25)
    assert len(passages) == len({passage.id for passage in passages}) == 25
    assert {passage.language for passage in passages} == {"fi"}
