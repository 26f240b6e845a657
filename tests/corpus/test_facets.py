"""What the ranking looks at in a passage is what the passage says of itself."""

from pathlib import Path

from corpus.asks import read_ask
from corpus.facets import Facets, write_facets
from corpus.types import LANGUAGES, Passage


def test_facets_are_those_of_the_passages(tmp_path: Path, passages: list[Passage]) -> None:
    write_facets(tmp_path / "facets.json", passages)
    facets = Facets(tmp_path / "facets.json")
    assert [facets.deals[code] for code in facets.deal] == [passage.deal for passage in passages]
    assert [LANGUAGES[code] for code in facets.language] == [passage.language for passage in passages]
    assert facets.current.tolist() == [passage.current for passage in passages]
    asks = [read_ask(passage.heading, passage.language) for passage in passages]
    assert [facets.kinds[code] for code in facets.asks] == [ask.what if ask else None for ask in asks]


def test_a_section_is_known_in_each_language(tmp_path: Path, passages: list[Passage]) -> None:
    without_swedish = [passage for passage in passages if passage.language != "sv" or passage.subject != "keino"]
    write_facets(tmp_path / "facets.json", without_swedish)
    facets = Facets(tmp_path / "facets.json")
    for position, passage in enumerate(without_swedish):
        for language, translation in zip(LANGUAGES, facets.in_language[facets.section[position]], strict=True):
            if translation >= 0:
                other = without_swedish[translation]
                assert (other.key, other.language) == (passage.key, language)
            else:
                assert (passage.subject, language) == ("keino", "sv")
