"""Pairs -> rows of token numbers: each text analysed, cut into the pieces that the model has vectors for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from corpus.pieces import pieces
from corpus.types import Language
from training.pairs import Pair

VOCABULARY = 32_000
LONGEST = 96  # tokens; longer texts are cut


@dataclass(frozen=True, slots=True)
class Rows:
    """Texts as token numbers, one after the other: text `i` has `tokens[starts[i]:starts[i + 1]]`."""

    tokens: NDArray[np.int64]
    starts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The texts, and the pairs as numbers of texts; `groups` has the pairs of one source and pair of languages."""

    rows: Rows
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    groups: dict[tuple[str, Language, Language], NDArray[np.int64]]


def analysed(pairs: Sequence[Pair]) -> tuple[list[str], NDArray[np.int64], NDArray[np.int64]]:
    """The pieces of each text once, and for each pair the numbers of its texts."""
    number: dict[tuple[Language, str], int] = {}
    texts: list[str] = []

    def put(language: Language, text: str) -> int:
        key = (language, text)
        if key not in number:
            number[key] = len(texts)
            texts.append(pieces(text, language))
        return number[key]

    left = np.array([put(pair.left_language, pair.left) for pair in pairs])
    right = np.array([put(pair.right_language, pair.right) for pair in pairs])
    return texts, left, right


def train_tokenizer(texts: Sequence[str]) -> Tokenizer:
    """Byte-pair encoding (Sennrich et al. 2016) over the pieces, so that what is rare or a name has parts."""
    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))  # noqa: S106  # no password
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.BpeTrainer(vocab_size=VOCABULARY, special_tokens=["[UNK]"], min_frequency=2, show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def rows_of(texts: Sequence[str], tokenizer: Tokenizer) -> Rows:
    """The token numbers of texts; a text without any has the number 0."""
    numbers = [
        (encoding.ids or [0])[:LONGEST]
        for encoding in tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    ]
    starts = np.zeros(len(numbers) + 1, dtype=np.int64)
    starts[1:] = np.cumsum([len(row) for row in numbers])
    return Rows(np.fromiter((token for row in numbers for token in row), dtype=np.int64, count=starts[-1]), starts)


def prepare(
    pairs: Sequence[Pair], texts: Sequence[str], left: NDArray[np.int64], right: NDArray[np.int64], tokenizer: Tokenizer
) -> Prepared:
    """Everything that training reads."""
    groups: dict[tuple[str, Language, Language], list[int]] = {}
    for number, pair in enumerate(pairs):
        first, second = sorted((pair.left_language, pair.right_language))
        groups.setdefault((pair.source, first, second), []).append(number)
    return Prepared(rows_of(texts, tokenizer), left, right, {key: np.array(found) for key, found in groups.items()})
