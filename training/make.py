"""The steps from the unpacked packages to the files of the model, top to bottom."""

from collections.abc import Callable, Sequence
from pathlib import Path

from training.export import save_model
from training.held_out import held_out, seen_in_training
from training.pairs import read_pairs
from training.prepare import analysed, grouped, rows_of, train_tokenizer
from training.score import held_out_scores
from training.texts import Pair
from training.train import Step, train
from training.translations import tables, write_table


def make_model(
    root: Path, glossary: Path, folder: Path, say: Callable[[str], None], progress: Callable[[Step], None]
) -> None:
    """Make the vectors, the tokenizer and the translation tables of a folder. Raises OSError."""
    pairs = read_pairs(root, glossary)
    say(f"{len(pairs):,} pairs of texts.")
    _make_vectors(pairs, folder, say, progress)
    for source, target, table in tables(pairs):
        path = folder / f"{source}-{target}.tsv.gz"
        write_table(table, path)
        say(f"{path.name}: {len(table):,} words, {path.stat().st_size / 1e6:.2f} MB.")


def _make_vectors(
    pairs: Sequence[Pair], folder: Path, say: Callable[[str], None], progress: Callable[[Step], None]
) -> None:
    texts = analysed(pairs)
    say(f"{len(texts.pieces):,} texts analysed.")
    tokenizer = train_tokenizer(texts.pieces)
    rows = rows_of(texts.pieces, tokenizer)
    held = held_out(pairs, texts)
    groups = seen_in_training(grouped(pairs), texts, held)
    say(f"Training on {sum(len(numbers) for numbers in groups.values()):,} pairs.")
    vectors = train(texts, rows, groups, tokenizer.get_vocab_size(), progress)
    for score in held_out_scores(vectors, rows, held):
        say(str(score))
    save_model(vectors, tokenizer, folder)
