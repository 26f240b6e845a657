"""Understanding: the steps from a question and its history to a question that stands alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.types import Question, Turn
from assistant.understand.courtesy import courtesy_of
from assistant.understand.deals import DealNames
from assistant.understand.follow_ups import language_wanted, lean_on, leans, points_back, wants_more
from assistant.understand.form import counted, wants_yes_or_no
from assistant.understand.language import language_of
from assistant.understand.parts import pieces_of
from assistant.understand.scope import is_about_something_else, is_of_the_field, speaks_of_the_whole
from assistant.understand.spelling import Spell, as_typed
from corpus.analysis import Word, content_words, is_word
from corpus.asks import Ask, implied_words, means_the_other, read_ask, rephrase
from corpus.deals import Deal
from corpus.types import Language

_MOST_TURNS, _MOST_LETTERS = 12, 2000
"""How far back, and how much of each message, is read."""


class Understanding:
    """Reads questions by rules, with the names of the deals; `spell` puts misspelt words right, where it is given."""

    def __init__(self, deals: Mapping[str, Deal], spell: Spell = as_typed) -> None:
        self._names = DealNames(deals)
        self._short = {deal.id: deal.short for deal in deals.values()}
        self._spell = spell

    def understand(
        self, question: str, history: Sequence[Turn] = (), language: Language | None = None, deal: str | None = None
    ) -> Question:
        """Make a question that stands alone.

        A given `language` or `deal` wins over what is read from the text. Where a follow-up names no deal, the last one
        that was named holds on; what it leaves unsaid is carried over from the question before.
        """
        turns = [Turn(turn.role, turn.content[:_MOST_LETTERS]) for turn in history][-_MOST_TURNS:]
        whole = self._read(question, turns, language, deal)
        if whole.courtesy:
            return whole
        return replace(whole, parts=self._parts(question, turns, whole, deal))

    def _parts(self, question: str, turns: list[Turn], whole: Question, deal: str | None) -> tuple[Question, ...]:
        """Each part of a question that asks for several things, as a question that stands alone."""
        parts: list[Question] = []
        said = list(turns)
        for piece in pieces_of(question, whole.language):
            parts.append(self._read(piece, said, whole.language, deal))
            said.append(Turn("user", piece))
        return tuple(parts)

    def _read(self, question: str, turns: Sequence[Turn], language: Language | None, deal: str | None) -> Question:
        spoken = self._language_of_conversation(turns)
        if polite := courtesy_of(question, spoken):
            alone = self._alone(question, language or polite.language)
            return replace(alone, courtesy=polite.courtesy, words=(), carried=())
        last = max((at for at, turn in enumerate(turns) if turn.role == "user"), default=None)
        if last is None:
            return self._about(self._alone(question, language or language_of(question)), deal)
        if (wanted := language_wanted(question)) or wants_more(question):
            before = self._read(turns[last].content, turns[:last], None, deal)
            return _again(question, before, language or wanted or before.language)
        alone = self._about(self._alone(question, language or language_of(question, spoken)), deal)
        deals = self._deals(alone, turns, deal)
        if not self._leans(alone):
            return self._told(replace(alone, deals=deals), alone, None)
        before = self._read(turns[last].content, turns[:last], None, deal)
        leaning = lean_on(alone, before, deals)
        told = self._told(leaning, alone, before)
        return told if leaning.words or leaning.carried else replace(told, carried=alone.carried)

    def _alone(self, question: str, language: Language) -> Question:
        """A question by itself."""
        text = self._spell(question, language)
        ask = read_ask(text, language)
        named = self._names.named(text, language)
        words = _words(text, language, ask)
        carried: tuple[Word, ...] = ()
        if all(word.lemma in named.naming for word in words):
            carried = tuple(content_words(implied_words(ask, language), language))
        return Question(
            as_asked=question,
            text=question,
            language=language,
            deals=named.deals,
            asks=ask.what if ask else None,
            words=words,
            carried=carried,
            naming=named.naming,
            in_field=is_of_the_field(text, language)
            or (bool(named.deals) and not is_about_something_else(text, language)),
            # a verb that was put right may have lost the ending that asks
            yes_no=wants_yes_or_no(text, language, ask) or wants_yes_or_no(question, language, ask),
            counted=next(
                (w.lemma for w in words if w.surface == counted(text, language) and is_word(w.surface, language)), None
            ),
        )

    @staticmethod
    def _about(question: Question, deal: str | None) -> Question:
        return replace(question, deals=(deal,), in_field=True) if deal else question

    def _deals(self, question: Question, turns: Sequence[Turn], deal: str | None) -> tuple[str, ...]:
        """The deals that a question is about: those it names, else those of the conversation."""
        if deal or question.deals:
            return question.deals
        spoken_of = self._deals_of(turns)
        if means_the_other(question.as_asked) and spoken_of:
            return self._names.other_than(spoken_of)
        if not self._leans(question) and self._changes_the_subject(question):
            return ()
        return spoken_of

    def _leans(self, question: Question) -> bool:
        """Whether a question, or the first of its parts, does not say for itself what it is about."""
        pieces = pieces_of(question.as_asked, question.language)
        return leans(self._alone(pieces[0], question.language) if pieces else question)

    @staticmethod
    def _changes_the_subject(question: Question) -> bool:
        """Whether a question that stands alone is not about the deal of the conversation."""
        if speaks_of_the_whole(question.as_asked, question.language):
            return True
        return not question.in_field and not points_back(question)

    def _deals_of(self, turns: Sequence[Turn]) -> tuple[str, ...]:
        """The deals that the conversation was last about.

        What the user names counts first; an answer counts when it names one deal, and one that names several only where
        nothing else tells.
        """
        several: tuple[str, ...] = ()
        for turn in reversed(turns):
            language = language_of(turn.content)
            deals = self._names.named(self._spell(turn.content, language), language).deals
            if deals and (turn.role == "user" or len(deals) == 1):
                return deals
            several = several or deals
        return several

    @staticmethod
    def _language_of_conversation(turns: Sequence[Turn]) -> Language | None:
        spoken: Language | None = None
        for turn in turns:
            if turn.role == "user":
                spoken = language_of(turn.content, spoken)
        return spoken

    def _told(self, question: Question, alone: Question, before: Question | None) -> Question:
        """The question with what was carried over in brackets, for people to see what was understood."""
        added = [self._short[deal][question.language] for deal in question.deals if deal not in alone.deals]
        if before and question.carried:
            same = len(question.carried) == len((*before.words, *before.carried))
            added.append(before.text.rstrip(" ?!.") if same else " ".join(word.surface for word in question.carried))
        return replace(question, text=f"{question.as_asked} ({'; '.join(added)})") if added else question


def _again(message: str, before: Question, language: Language) -> Question:
    """The question before once more; in another language its words are carried, as the texts of that one lack them."""
    if language == before.language:
        return replace(before, as_asked=message)
    carried = (*before.words, *before.carried)
    return replace(before, as_asked=message, language=language, words=(), carried=carried)


def _words(text: str, language: Language, ask: Ask | None) -> tuple[Word, ...]:
    """The words to search: without those that only ask."""
    asking = ask.words if ask else frozenset[str]()
    return tuple(w for w in content_words(rephrase(text, language), language) if w.surface not in asking)
