"""Any number of Finnish passages whose words behave like those of our texts: for measuring growth, not quality."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.analysis import content_words
from corpus.types import Document, Passage, Proof
from ingest.bundled import read_folder
from ingest.split import split

TEXTS = Path("corpus/texts")
_PASSAGES_OF_A_DOCUMENT = 10
_SENTENCES = (2, 5)  # with these a passage has the 40 words or so that ours have
_REPLACED = 0.5  # of the words of a sentence
_NEW = 0.1  # of the replaced: a compound that nobody has written, as every Finnish text has some
_SHORTEST_PART = 4
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Material:
    """What is mixed: documents to copy the metadata of, headings, sentences, words (as often as they occur), parts."""

    documents: Sequence[Document]
    headings: Sequence[str]
    sentences: Sequence[str]
    words: Sequence[str]
    parts: Sequence[str]


def read_material(folder: Path = TEXTS) -> Material:
    """The Finnish documents of a folder, taken apart."""
    documents = [document for document in read_folder(folder) if document.language == "fi"]
    passages = [passage for document in documents for passage in split(document)]
    sentences = [statement.text for passage in passages for statement in passage.statements]
    # a sentence's first word has a capital letter that it would not have elsewhere
    words = [word for text in sentences for word in _WORD.findall(text)[1:]]
    lemmas = {word.lemma for text in sentences for word in content_words(text, "fi") if not word.parts}
    parts = sorted(lemma for lemma in lemmas if lemma.isalpha() and len(lemma) >= _SHORTEST_PART)
    return Material(documents, [passage.heading for passage in passages], sentences, words, parts)


def make_documents(count: int, seed: int = 1) -> tuple[list[Document], list[Passage]]:
    """`count` passages and the documents that they are of; the same for the same count and seed."""
    chance = random.Random(seed)  # noqa: S311  # repeatable, no secret
    material = read_material()
    documents: list[Document] = []
    passages: list[Passage] = []
    while len(passages) < count:
        document = _document(material, len(documents), min(_PASSAGES_OF_A_DOCUMENT, count - len(passages)), chance)
        documents.append(document)
        passages += split(document)
    return documents, passages


def _document(material: Material, number: int, passages: int, chance: random.Random) -> Document:
    like = chance.choice(material.documents)
    text = "".join(_section(material, chance) for _ in range(passages))
    subject = f"made-{number:06}"
    return replace(
        like, id=f"{subject}.fi", subject=subject, text=text, proofs=(Proof(len(text), (0,)),), superseded_by=None
    )


def _section(material: Material, chance: random.Random) -> str:
    sentences = " ".join(
        _mixed(chance.choice(material.sentences), material, chance) for _ in range(chance.randint(*_SENTENCES))
    )
    return f"## {_mixed(chance.choice(material.headings), material, chance)}\n\n{sentences}\n\n"


def _mixed(sentence: str, material: Material, chance: random.Random) -> str:
    return "".join(_pieces(sentence, material, chance))


def _pieces(sentence: str, material: Material, chance: random.Random) -> Iterator[str]:
    end = 0
    for at, word in enumerate(_WORD.finditer(sentence)):
        yield sentence[end : word.start()]
        end = word.end()
        yield word[0] if at == 0 or chance.random() >= _REPLACED else _another(material, chance)
    yield sentence[end:]


def _another(material: Material, chance: random.Random) -> str:
    if chance.random() < _NEW:
        return chance.choice(material.parts) + chance.choice(material.parts)
    return chance.choice(material.words)
