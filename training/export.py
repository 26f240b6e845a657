"""Trained vectors -> the files of `corpus/model`, which model2vec and sentence-transformers read alike."""

from pathlib import Path

import numpy as np
from model2vec import StaticModel
from numpy.typing import NDArray
from tokenizers import Tokenizer


def save_model(vectors: NDArray[np.float32], tokenizer: Tokenizer, folder: Path) -> None:
    """Write the vectors as int8 with a scale a row, and the tokenizer. The scale is what model2vec calls a weight."""
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-9) / 127
    rows = np.round(vectors / scales[:, None]).astype(np.int8)
    model = StaticModel(
        rows, tokenizer, normalize=True, language=["fi", "sv", "en"], weights=scales.astype(np.float32), max_length=None
    )
    model.save_pretrained(folder)
    (folder / "README.md").unlink(missing_ok=True)  # model2vec's own; ours is written by hand
