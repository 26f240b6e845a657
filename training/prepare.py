"""Pairs -> rows of token numbers: each text analysed, cut into the pieces that the model has vectors for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from corpus.pieces import pieces
from corpus.types import Language
from training.texts import Pair

VOCABULARY = 32_000  # rows; at 256 bytes a row the model stays under 10 MB
LONGEST = 96  # tokens of a text that are learnt from

Group = tuple[str, Language, Language]
"""The source of pairs and their languages, in the order of the alphabet."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The pieces of each text once, and for each pair the numbers of its texts."""

    pieces: list[str]
    languages: list[Language]
    left: NDArray[np.int64]
    right: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Texts as token numbers, one after the other: text `i` has `tokens[starts[i]:starts[i + 1]]`."""

    tokens: NDArray[np.int64]
    starts: NDArray[np.int64]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """How many tokens each text has; 0 for one without letters and figures."""
        return np.diff(self.starts)

    def gather(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The tokens of some texts, one after the other, and where each begins: what EmbeddingBag takes."""
        lengths = self.lengths[numbers]
        begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        at = np.repeat(self.starts[numbers] - begins, lengths) + np.arange(lengths.sum())
        return self.tokens[at], begins


def analysed(pairs: Sequence[Pair]) -> Texts:
    """Analyse every text of the pairs once."""
    number: dict[tuple[Language, str], int] = {}
    left = [number.setdefault((pair.left_language, pair.left), len(number)) for pair in pairs]
    right = [number.setdefault((pair.right_language, pair.right), len(number)) for pair in pairs]
    return Texts(
        [pieces(text, language) for language, text in number],
        [language for language, _ in number],
        np.array(left, dtype=np.int64),
        np.array(right, dtype=np.int64),
    )


def train_tokenizer(texts: Sequence[str]) -> Tokenizer:
    """Byte-pair encoding (Sennrich et al. 2016) over the pieces, so that what is rare or a name has parts.

    It has no token for the unknown: a letter that no text had is left out, by model2vec and by sentence-transformers
    alike, which would treat such a token differently.
    """
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.BpeTrainer(vocab_size=VOCABULARY, min_frequency=2, show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def rows_of(texts: Sequence[str], tokenizer: Tokenizer) -> Rows:
    """The token numbers of texts."""
    encoded = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    numbers = [encoding.ids[:LONGEST] for encoding in encoded]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in numbers])]).astype(np.int64)
    return Rows(np.fromiter((token for row in numbers for token in row), dtype=np.int64, count=starts[-1]), starts)


def grouped(pairs: Sequence[Pair]) -> dict[Group, NDArray[np.int64]]:
    """The numbers of the pairs of one source and two languages."""
    groups: dict[Group, list[int]] = {}
    for number, pair in enumerate(pairs):
        first, second = sorted((pair.left_language, pair.right_language))
        groups.setdefault((pair.source, first, second), []).append(number)
    return {group: np.array(groups[group]) for group in sorted(groups)}
