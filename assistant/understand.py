"""Question and history -> a question that stands alone: its language, its deals, what it asks for, its words."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from assistant.types import Question, Turn
from corpus.analysis import Word, analyse, content_words, field_words, is_word, stop_words
from corpus.asks import Ask, implied_words, means_the_other, read_ask, rephrase
from corpus.deals import Deal
from corpus.types import LANGUAGES, Language

_ONLY_A_TOPIC = re.compile(r"^\s*(?:entä(?:s|pä)?|mites?|och|hur är det med|and|what about|how about)\b", re.IGNORECASE)
"""How a follow-up begins that may only name a topic ("entä kuljetukset?"): it asks the earlier question of it."""


_POINTS_BACK: dict[Language, re.Pattern[str]] = {
    "fi": re.compile(
        r"\b(?:se|sen|sitä|siitä|siihen|siinä|sillä|sille|ne|niiden|niitä|niistä|niihin)\b", re.IGNORECASE
    ),
    "sv": re.compile(r"\b(?:den|det|de|dem|dom|dess|dit|däri|därifrån)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:it|its|they|them|their|that|those|there)\b", re.IGNORECASE),
}
"""Words that stand for something said before."""

_WORDS_OF_A_TOPIC = 2
"""A follow-up with more words than these says for itself what it asks."""

_MOST_TURNS, _MOST_LETTERS = 6, 2000
"""How far back, and how much of each message, is read."""

_ENOUGH_WITH_A_DEAL = frozenset({"until", "still"})
"""What can be asked of a deal without another word ("and until when?")."""


class Understanding:
    """Reads questions by rules, with the names and aliases of the deals."""

    def __init__(self, deals: Mapping[str, Deal]) -> None:
        aliases = [
            (deal.id, [word.lemma for word in analyse(alias, language)])
            for deal in deals.values()
            for language in LANGUAGES
            for alias in (*deal.aliases[language], deal.short[language], deal.names[language])
        ]
        self._by_first: dict[str, list[tuple[str, list[str]]]] = {}
        for deal_id, alias in aliases:
            self._by_first.setdefault(alias[0], []).append((deal_id, alias))
        self._short = {deal.id: deal.short for deal in deals.values()}
        self._procurement = tuple(deal.id for deal in deals.values() if deal.procurement)

    def understand(
        self, question: str, history: Sequence[Turn] = (), language: Language | None = None, deal: str | None = None
    ) -> Question:
        """Make a question that stands alone.

        A given `language` or `deal` wins over what is read from the text. Where a follow-up names no deal, the last one
        that the user named holds on; what it leaves unsaid is carried over from the question before.
        """
        earlier = [turn.content[:_MOST_LETTERS] for turn in history if turn.role == "user"][-_MOST_TURNS:]
        language = language or self._language(question, earlier)
        named, naming = self._deals_named(question, language)
        ask = read_ask(question, language)
        words = self._words(question, language, ask)
        in_field = bool(deal or named) or self._of_the_field(question, language)
        deals = (deal,) if deal else named
        text = question
        carried: tuple[Word, ...] = ()
        if earlier:
            if not deals:
                deals = self._deals_of(earlier)
            if not named and deals and means_the_other(question):
                deals = tuple(other for other in self._procurement if other not in deals)
            topic = [word for word in words if word.lemma not in naming]
            only_a_topic = ask is None and len(topic) <= _WORDS_OF_A_TOPIC and _ONLY_A_TOPIC.search(question)
            points_back = len(topic) <= _WORDS_OF_A_TOPIC and _POINTS_BACK[language].search(question)
            if not topic or only_a_topic or points_back:
                before = self._last_self_contained(earlier)
                spoken = self._language(before, [])
                ask_before = read_ask(before, spoken)
                naming_before = self._deals_named(before, spoken)[1]
                # words of another language would find nothing, and the old deal's name would find the old deal
                if spoken == language and not (deals and ask and ask.what in _ENOUGH_WITH_A_DEAL):
                    carried = tuple(
                        word
                        for word in self._words(before, spoken, ask_before)
                        if not named or word.lemma not in naming_before
                    )
                naming |= naming_before
                ask = ask or ask_before
                in_field = True
            text = self._standing_alone(question, deals, named, carried, language)
        if not carried and all(word.lemma in naming for word in words):
            carried = tuple(content_words(implied_words(ask, language), language))
        return Question(question, text, language, deals, ask.what if ask else None, words, carried, naming, in_field)

    def _standing_alone(
        self, question: str, deals: Sequence[str], named: Sequence[str], carried: Sequence[Word], language: Language
    ) -> str:
        """The question with what was carried over in brackets, for people to see what was understood."""
        added = [self._short[deal][language] for deal in deals if deal not in named]
        added += [" ".join(word.surface for word in carried)] if carried else []
        return f"{question} ({'; '.join(added)})" if added else question

    def _words(self, text: str, language: Language, ask: Ask | None) -> tuple[Word, ...]:
        """The words to search: without those that only ask."""
        asking = ask.words if ask else frozenset[str]()
        return tuple(w for w in content_words(rephrase(text, language), language) if w.surface not in asking)

    def _of_the_field(self, text: str, language: Language) -> bool:
        spoken = {token for word in analyse(rephrase(text, language), language) for token in word.tokens}
        return not spoken.isdisjoint(field_words(language))

    def _deals_named(self, text: str, language: Language) -> tuple[tuple[str, ...], frozenset[str]]:
        """The deals that a text names, in the order of naming, and the lemmas that name them.

        Of overlapping names the longest counts.
        """
        words = analyse(text, language)
        found: list[tuple[int, int, int, str]] = []  # start, end, letters, deal
        for start, first in enumerate(words):
            for deal, alias in (a for token in {first.surface, *first.tokens} for a in self._by_first.get(token, ())):
                here = words[start : start + len(alias)]
                if len(here) == len(alias) and all(
                    lemma in word.tokens or lemma == word.surface for lemma, word in zip(alias, here, strict=True)
                ):
                    found.append((start, start + len(alias), sum(map(len, alias)), deal))
        named: dict[str, None] = {}
        naming: set[str] = set()
        for start, end, letters, deal in sorted(found):
            longer = any(s < end and start < e and n > letters and d != deal for s, e, n, d in found)
            if not longer:
                named[deal] = None
                naming.update(word.lemma for word in words[start:end])
        return tuple(named), frozenset(naming)

    def _deals_of(self, earlier: Sequence[str]) -> tuple[str, ...]:
        for text in reversed(earlier):
            if deals := self._deals_named(text, self._language(text, []))[0]:
                return deals
        return ()

    def _last_self_contained(self, earlier: Sequence[str]) -> str:
        return next((text for text in reversed(earlier) if not _ONLY_A_TOPIC.search(text)), earlier[-1])

    def _language(self, text: str, earlier: Sequence[str]) -> Language:
        """Function words decide; then the conversation, then whose dictionary has the words, then letter statistics."""
        if best := _only_best({language: _function_words(text, language) for language in LANGUAGES}):
            return best
        if earlier and len(text.split()) <= 3:
            return self._language(earlier[-1], earlier[:-1])
        known = {language: _known(text, language) for language in LANGUAGES}
        return _only_best(known) or _by_letters(
            text, [code for code in LANGUAGES if known[code] == max(known.values())]
        )


def _only_best(votes: Mapping[Language, int] | Mapping[Language, tuple[bool, int]]) -> Language | None:
    """The language with the most votes, if there is just one."""
    most = max(votes.values())
    best = [language for language, count in votes.items() if count == most]
    return best[0] if len(best) == 1 else None


def _function_words(text: str, language: Language) -> int:
    """How many words of the text are function words of this language and of no other."""
    return sum(word.lower() in _own_stop_words(language) for word in re.findall(r"[^\W\d_]+", text))


@lru_cache(maxsize=8)
def _own_stop_words(language: Language) -> frozenset[str]:
    return stop_words(language).difference(*(stop_words(other) for other in LANGUAGES if other != language))


def _known(text: str, language: Language) -> tuple[bool, int]:
    """Whether the dictionary has every word of a text, and then how many of them are base forms.

    Who types a single word mostly types its base form: "jäsen" is a member in Finnish, and "the chasms" in Swedish.
    """
    words = [word for word in analyse(text, language) if len(word.surface) > 2 and word.surface.isalpha()]
    if not words or not all(is_word(word.surface, language) for word in words):
        return False, 0
    return True, sum(word.surface == word.lemma for word in words)


def _by_letters(text: str, among: Sequence[Language]) -> Language:
    """Of some languages the one that has such letters most often."""
    ranked = [code for code, _ in _identifier().rank(text)]
    return min(among, key=ranked.index)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
