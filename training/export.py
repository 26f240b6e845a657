"""Trained vectors -> the files of `corpus/model`, which model2vec and sentence-transformers read alike."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from model2vec import StaticModel
from numpy.typing import NDArray
from tokenizers import Tokenizer

FILES = ("model.safetensors", "tokenizer.json", "config.json", "modules.json")


def save_model(vectors: NDArray[np.float32], tokenizer: Tokenizer, folder: Path) -> None:
    """Write the vectors as int8 with a scale a row, and the tokenizer. The scale is what model2vec calls a weight."""
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-9) / 127
    rows = np.round(vectors / scales[:, None]).astype(np.int8)
    model = StaticModel(
        rows, tokenizer, normalize=True, language=["fi", "sv", "en"], weights=scales.astype(np.float32), max_length=None
    )
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made:
        model.save_pretrained(made)
        for name in FILES:  # not the model card that model2vec writes: ours is written by hand
            (folder / name).write_bytes((Path(made) / name).read_bytes())
