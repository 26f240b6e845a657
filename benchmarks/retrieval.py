"""`python -m benchmarks.retrieval [PUD]`: what ours finds, beside what others would find, in one table.

PUD is a file of the sentences of Universal Dependencies PUD with the columns fi, sv and en; without it, that part is
left out.
"""

import sys
from contextlib import closing
from pathlib import Path

from assistant.evaluation.dataset import read_set
from assistant.evaluation.run import finnish_only
from assistant.settings import Settings
from assistant.wiring import build_assistant
from benchmarks import fresh, inflection, pud, questions
from benchmarks.baselines import SYSTEMS
from benchmarks.page import put
from benchmarks.rows import OURS, Row, table
from corpus.embedding import load_embedder


def measure(sentences: pud.Sentences | None) -> list[Row]:
    """Every row, from the index in use and, where there are sentences, an index of these."""
    settings = Settings.read()
    assistant, embedder = build_assistant(settings), load_embedder(settings.embedder)
    rows = pud.measure(sentences, embedder, assistant.deals) if sentences else []
    given = read_set().questions
    with closing(assistant.index) as live, finnish_only(live.get(), embedder, settings.data_dir) as finnish:
        rows += questions.measure(assistant, given, live.get(), finnish)
        rows += fresh.measure(assistant, live.get(), finnish)
        rows += inflection.measure(assistant, given, live.get())[0]
    return rows


def main() -> None:
    """Print the table and write it into docs/retrieval.md."""
    path = Path(sys.argv[1]) if sys.argv[1:] else None
    told = "" if path else "\n\nThe PUD sentences were not given: their rows are left out."
    rows = measure(pud.read_pud(path) if path else None)
    shown = table(rows, [*OURS, *SYSTEMS])
    print(f"{shown}{told}")
    put("retrieval", f"{shown}{told}")


if __name__ == "__main__":
    main()
