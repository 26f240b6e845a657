"""Draft: what a chat model has written so far and has been proven, sentence by sentence."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.generative.citing import choose_quotes
from assistant.generative.failure import Failure, ModelFailed
from assistant.generative.language import speaks
from assistant.generative.lines import Line, Missing, NotFound, Said
from assistant.generative.markup import markup_in
from assistant.proof import check_sentence
from assistant.texts import Texts
from assistant.types import Citation, Fault, Question, Reply, Rule, Sentence, Status, Struck
from corpus.analysis import content_words
from corpus.figures import figures
from corpus.index import Index
from corpus.types import Language, Passage

Say = Callable[[Sentence, tuple[Citation, ...]], object]
"""Told each sentence once it is proven, with the citations so far."""

_MOST_SENTENCES = 15
_MOST_STRUCK = 8
_MOST_REPEATED = 2
_LONGEST_MISSING = 200


class Draft:
    """Takes lines, gives each proven sentence to `say`, and makes the reply in the end."""

    def __init__(self, question: Question, passages: Sequence[Passage], index: Index, texts: Texts, say: Say) -> None:
        self._question = question
        self._passages = passages
        self._index = index
        self._texts = texts
        self._say = say
        self._sentences: list[Sentence] = []
        self._citations: list[Citation] = []
        self._struck: list[Struck] = []
        self._missing: Missing | None = None
        self._lead: Said | None = None
        self._seen: dict[str, int] = {}

    @property
    def full(self) -> bool:
        """Whether it is as long as an answer may be."""
        return len(self._sentences) >= _MOST_SENTENCES

    def take(self, line: Line) -> None:
        """Prove a line and say it. Raises ModelFailed where the answer is none any more."""
        match line:
            case NotFound():
                if not self._sentences:
                    raise ModelFailed(Failure.FOUND_NOTHING)
            case Missing():
                self._missing = line
            case Said():
                if not self._repeated(line):
                    self._prove(line)

    def reply(self) -> Reply:
        """The answer. Raises ModelFailed where nothing of it is proven."""
        if not self._sentences:
            raise ModelFailed(self._why_nothing())
        told = (*self._sentences, *self._told_missing())
        notices = ("model_struck",) if self._struck else ()
        return Reply(
            Status.PARTIAL if self._missing else Status.ANSWERED,
            told,
            tuple(self._citations),
            struck=tuple(self._struck),
            notices=notices,
        )

    def _why_nothing(self) -> Failure:
        if self._struck:
            return Failure.UNPROVEN
        return Failure.FOUND_NOTHING if self._missing else Failure.NONSENSE

    def _repeated(self, said: Said) -> bool:
        key = " ".join(said.text.casefold().split())
        self._seen[key] = self._seen.get(key, 0) + 1
        if self._seen[key] > _MOST_REPEATED:
            raise ModelFailed(Failure.NONSENSE, "it goes round in circles")
        return self._seen[key] > 1

    def _prove(self, said: Said) -> None:
        """Say a sentence that is proven, and before the first item of a list the line that leads into it."""
        if not said.item:
            self._lead = None
        if said.lead and not said.numbers:
            self._lead = said  # it rests on what its first item rests on
            return
        sentence, citations, faults = self._cite(said)
        if faults:
            self._strike(sentence, faults)
        elif said.lead:
            self._lead = said
        elif self._lead:
            lead, self._lead = self._lead, None
            self._state(*self._cite(replace(lead, numbers=lead.numbers or said.numbers)))
            self._state(*self._cite(said))
        else:
            self._state(sentence, citations, faults)

    def _state(self, sentence: Sentence, citations: list[Citation], faults: tuple[Fault, ...]) -> None:
        if faults:
            return  # a lead without numbers of its own
        self._sentences.append(sentence)
        self._citations += [citation for citation in citations if citation.number > len(self._citations)]
        self._say(sentence, tuple(self._citations))

    def _strike(self, sentence: Sentence, faults: tuple[Fault, ...]) -> None:
        """Drop a sentence; the answer goes with it where it was the first that claimed a proof."""
        self._struck.append(Struck(sentence, faults))
        if not self._sentences and faults[0].rule is not Rule.NO_CITATION:
            raise ModelFailed(Failure.UNPROVEN, f"the main sentence: {faults[0].rule}")
        if len(self._struck) > _MOST_STRUCK:
            raise ModelFailed(Failure.NONSENSE, "one sentence after another is not proven")

    def _cite(self, said: Said) -> tuple[Sentence, list[Citation], tuple[Fault, ...]]:
        """The sentence with the citations that it rests on, and what is wrong with it."""
        numbers, language = said.numbers, self._question.language
        sentence = Sentence(said.text, (), "item" if said.item else "lead" if said.lead else "sentence")
        if not numbers:
            return sentence, [], (Fault(Rule.NO_CITATION, ""),)
        if fault := self._fault_of_form(sentence.text, numbers):
            return sentence, [], (fault,)
        cited = [self._passages[number - 1] for number in numbers]
        quotes = choose_quotes(said.text, language, cited, self._index.translator)
        if not quotes:
            return sentence, [], (Fault(Rule.MEANING, said.text),)
        known = {(citation.passage.id, citation.quote): citation for citation in self._citations}
        citations: list[Citation] = []
        for passage, statement in quotes:
            number = len(known) + 1
            new = Citation(number, passage, statement.text, statement.sources)
            citations.append(known.setdefault((passage.id, statement.text), new))
        spoken = {passage.language for passage, _ in quotes}
        sentence = replace(
            sentence,
            citations=tuple(sorted({citation.number for citation in citations})),
            translated_from=min(spoken) if language not in spoken else None,
        )
        return sentence, citations, check_sentence(said.text, language, citations, self._index.documents)

    def _fault_of_form(self, text: str, numbers: tuple[int, ...]) -> Fault | None:
        """What can be told without the passages' words: numbers of no passage, markup, another language."""
        if unknown := [number for number in numbers if not 1 <= number <= len(self._passages)]:
            return Fault(Rule.QUOTE_NOT_FOUND, f"[{unknown[0]}]")
        if markup := markup_in(text):
            return Fault(Rule.FORM, markup)
        if not speaks(text, self._question.language):
            return Fault(Rule.FORM, self._question.language)
        return None

    def _told_missing(self) -> tuple[Sentence, ...]:
        """What is missing, in the words of the question: where the model uses others, that something is."""
        if not self._missing:
            return ()
        what = self._missing.text.rstrip(".")
        language = self._question.language
        if what and len(what) <= _LONGEST_MISSING and _asked(what, self._question.text, language):
            return (Sentence(self._texts.get("answer", "missing", what=what), (), "missing"),)
        return (Sentence(self._texts.get("answer", "missing_something"), (), "missing"),)


def _asked(text: str, question: str, language: Language) -> bool:
    """Whether a text holds nothing that the question does not: then it can claim nothing."""
    asked = {token for word in content_words(question, language) for token in (word.surface, *word.tokens)}
    words = content_words(text, language)
    return (
        not markup_in(text)
        and bool(words)
        and all(not asked.isdisjoint((word.surface, *word.tokens)) for word in words)
        and figures(text, language) <= figures(question, language)
    )
