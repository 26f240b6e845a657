"""The proof of one sentence."""

from collections.abc import Mapping, Sequence

from assistant.types import Citation, Fault, Reply, Rule, Sentence, Status
from assistant.verify import verify
from corpus.types import Document


def prove(sentence: Sentence, citations: Sequence[Citation], documents: Mapping[str, Document]) -> tuple[Fault, ...]:
    """What is wrong with a sentence; nothing where it is proven."""
    reply = verify(Reply(Status.ANSWERED, (sentence,), tuple(citations)), documents)
    return () if reply.sentences else (Fault(Rule.FIGURE, ""),)
