"""`python -m benchmarks.proof`: what the proof catches and strikes wrongly, the table of docs/verification.md.

`--tuning` prints the tuning half instead and what was missed and struck there, and writes nothing.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.proof import check_sentence, verify
from assistant.types import Fault, Reply, Sentence, Status
from benchmarks.mutants import KINDS, WORD, Mutator
from benchmarks.page import markdown, put
from benchmarks.truths import Truth, read_truths
from corpus.types import LANGUAGES, Document
from ingest.bundled import read_folder
from ingest.split import split

PAGE = Path("docs/verification.md")
TEXTS = Path("corpus/texts")
TRUTHS = ("whole", "joined", "rewritten", "translated", "paraphrase")

Tally = Counter[tuple[str, str, bool]]
"""How many sentences of a kind and a language were struck, and how many were not."""


def check(text: str, truth: Truth, documents: dict[str, Document]) -> tuple[Fault, ...]:
    """What the proof says of a truth, or of a mutant of it."""
    return check_sentence(text, truth.language, truth.citations, documents)


def measure(
    truths: Sequence[Truth], documents: dict[str, Document], told: Callable[[str, str, object], None] | None = None
) -> tuple[Tally, Tally]:
    """Count the struck truths and the caught mutants; `told` hears of each mistake."""
    mutator = Mutator(truths)
    true, false = Tally(), Tally()
    for truth in truths:
        faults = check(truth.text, truth, documents)
        true[truth.kind, truth.language, bool(faults)] += 1
        if faults and told:
            told(
                "struck " + truth.kind,
                truth.text,
                (truth.citations[0].quote, [(f.rule.value, f.detail) for f in faults]),
            )
        for mutant in mutator.mutants(truth):
            caught = bool(check(mutant.text, truth, documents))
            false[mutant.kind, truth.language, caught] += 1
            false[f"of {truth.kind}", truth.language, caught] += mutant.kind != WORD
            if not caught and told:
                told("missed " + mutant.kind, mutant.text, (truth.kind, truth.citations[0].quote))
    return true, false


def share(tally: Tally, kinds: Sequence[str], languages: Sequence[str] = LANGUAGES) -> tuple[float, int]:
    """The share that was struck of all sentences of the kinds in the languages, and how many these are."""
    struck = sum(tally[kind, language, True] for kind in kinds for language in languages)
    whole = struck + sum(tally[kind, language, False] for kind in kinds for language in languages)
    return (struck / whole if whole else 0.0), whole


def table(true: Tally, false: Tally) -> str:
    """The two tables: what is caught, and what is struck though true."""
    return "\n\n".join(
        (
            _rows("False sentences", "caught", false, KINDS, "All of these"),
            _rows("Besides", "caught", false, (WORD,), ""),
            _rows("False sentences made from", "caught", false, [f"of {kind}" for kind in TRUTHS], ""),
            _rows("True sentences", "struck", true, TRUTHS, "All of these"),
        )
    )


def _rows(name: str, what: str, tally: Tally, kinds: Sequence[str], last: str) -> str:
    rows = [(kind.removeprefix("of "), (kind,)) for kind in kinds] + ([(last, tuple(kinds))] if last else [])
    shown = []
    for label, of in rows:
        whole, count = share(tally, of)
        by_language = [f"{100 * share(tally, of, (language,))[0]:.1f} %" for language in LANGUAGES]
        shown.append([label, f"{count:,}", *by_language, f"{100 * whole:.2f} %"])
    return markdown([name, "number", "fi", "sv", "en", what], shown)


def milliseconds(truths: Sequence[Truth], documents: dict[str, Document]) -> float:
    """How long the proof of an answer of ten sentences takes, once its words have been seen."""
    chosen = [truth for truth in truths if truth.kind == "paraphrase" and truth.language == "en"][:10]
    citations = [c for truth in chosen for c in truth.citations]
    numbered = tuple(type(c)(n, c.passage, c.quote, c.sources) for n, c in enumerate(citations, start=1))
    reply = Reply(Status.ANSWERED, tuple(Sentence(t.text, (n,)) for n, t in enumerate(chosen, start=1)), numbered)
    verify(reply, documents, "en")
    start = time.perf_counter()
    for _ in range(100):
        verify(reply, documents, "en")
    return (time.perf_counter() - start) * 10


def main() -> None:
    """Measure, print, and write the page."""
    tuning = "--tuning" in sys.argv
    read_documents = read_folder(TEXTS)
    documents = {document.id: document for document in read_documents}
    every = list(read_truths([passage for document in read_documents for passage in split(document)]))
    truths = [truth for truth in every if truth.held_out is not tuning]
    true, false = measure(truths, documents, (lambda *mistake: print(*mistake, sep=" | ")) if tuning else None)
    cost = f"An answer of ten paraphrased sentences is verified in {milliseconds(every, documents):.1f} ms."
    shown = f"{table(true, false)}\n\n{cost}"
    print(shown)
    if not tuning:
        put("proof", shown, PAGE)


if __name__ == "__main__":
    main()
