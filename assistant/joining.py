"""Several answers as one: of a question that asks for several things."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.texts import Texts
from assistant.types import Citation, Reply, Sentence, Status
from corpus.types import Hit

_FOUND = (Status.ANSWERED, Status.PARTIAL)


def joined(whole: Reply, parts: Sequence[tuple[str, Reply]], texts: Texts, told_as_one: bool) -> Reply:
    """The answers to the parts of a question, one after the other; what a part finds nothing for is said.

    What two parts quote alike is said once. The status is `partial` where one part is answered and another is not.
    Where one passage tells the `whole`, a part that finds nothing by itself lacks nothing.
    """
    replies = list(parts)
    if told_as_one and whole.status is Status.ANSWERED and any(r.status is not Status.ANSWERED for _, r in parts):
        replies = [("", whole)]
    if not replies:
        return whole
    if not any(reply.status in _FOUND for _, reply in replies):
        # what tells most of its no; one of the field is not called out of scope for the other's sake
        return max((r for _, r in replies), key=lambda r: (len(r.sentences), r.status is Status.NOT_FOUND))
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    number_of: dict[tuple[str, str], int] = {}
    for part, reply in replies:
        if not reply.sentences:
            sentences.append(Sentence(texts.get("answer", "part_not_told", part=part), (), "missing"))
        anew: dict[int, int] = {}
        for citation in reply.citations:
            key = (citation.passage.id, citation.quote)
            if key not in number_of:
                number_of[key] = len(citations) + 1
                citations.append(replace(citation, number=number_of[key]))
            anew[citation.number] = number_of[key]
        said = {(sentence.text, sentence.citations) for sentence in sentences}
        numbered = (replace(s, citations=tuple(anew[number] for number in s.citations)) for s in reply.sentences)
        # the same "Yes." before another proof is said again, the same words from the same place are not
        sentences += [sentence for sentence in numbered if (sentence.text, sentence.citations) not in said]
    complete = all(reply.status is Status.ANSWERED for _, reply in replies)
    return Reply(Status.ANSWERED if complete else Status.PARTIAL, tuple(sentences), tuple(citations))


def best_of(lists: Sequence[Sequence[Hit]], k: int) -> list[Hit]:
    """The k best hits of several lists, best first, each passage once."""
    best: dict[str, Hit] = {}
    for hit in (hit for hits in lists for hit in hits):
        if hit.passage.id not in best or hit.score > best[hit.passage.id].score:
            best[hit.passage.id] = hit
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.passage.id))[:k]
