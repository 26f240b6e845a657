"""A run in one sentence."""

from corpus.types import Language
from ingest.report.texts import Texts, read_texts
from ingest.report.types import Outcome, Report


def summary(report: Report, language: Language) -> str:
    """What became of the addresses and what the index holds now, as one sentence."""
    texts = read_texts(language)
    before = _addresses(report, texts)
    if report.dry:
        return texts.get("summary", "dry", before=before)
    if report.refused:
        return texts.get("summary", "refused", before=before)
    if report.indexed is None:
        return texts.get("summary", "not_indexed", before=before)
    return texts.get(
        "summary",
        "indexed_anew" if report.indexed.embedded else "indexed",
        before=before,
        documents=texts.counted("documents", report.indexed.documents),
        passages=texts.counted("passages", report.indexed.passages),
        embedded=texts.number(report.indexed.embedded),
    )


def _addresses(report: Report, texts: Texts) -> str:
    if not report.entries:
        return texts.get("summary", "dry_nothing" if report.dry else "nothing")
    counts = [(outcome, len(report.of(outcome))) for outcome in Outcome]
    outcomes = texts.listed([texts.counted(outcome, count) for outcome, count in counts if count])
    return texts.counted("dry_run" if report.dry else "run", len(report.entries), outcomes=outcomes)
