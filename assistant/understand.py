"""Question and history -> a question that stands alone: its language, its deals, what is searched."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from assistant.types import Question, Turn
from corpus.analysis import analyse, content_words, field_words, stop_words
from corpus.deals import Deal, words_that_name
from corpus.types import LANGUAGES, Language

_ONLY_A_TOPIC = re.compile(
    r"^\s*(?:entä(?:s|pä)?|mites?|och|hur är det med|and|what about|how about)\b(?!.*\b(?:"
    r"mitä|mikä|mitkä|milloin|millon|koska|kuka|ketkä|kuinka|miten|miksi|paljonko|kauanko|montako|missä|mihin|"
    r"vad|när|vem|vilka|vilken|vilket|hur mycket|hur länge|varför|var|"
    r"what is|what are|what does|when|who|which|how|why|where)\b)",
    re.IGNORECASE,
)
"""A follow-up that only names a topic ("entä kuljetukset?"): it asks the earlier question of that topic."""


class Understanding:
    """Reads questions by rules, with the names and aliases of the deals."""

    def __init__(self, deals: Mapping[str, Deal]) -> None:
        self._aliases = [
            (deal.id, [word.lemma for word in analyse(alias, language)])
            for deal in deals.values()
            for language in LANGUAGES
            for alias in (*deal.aliases[language], deal.short[language], deal.names[language])
        ]
        self._naming = frozenset[str]().union(*(words_that_name(deal) for deal in deals.values()))
        self._short = {deal.id: deal.short for deal in deals.values()}

    def understand(
        self, question: str, history: Sequence[Turn] = (), language: Language | None = None, deal: str | None = None
    ) -> Question:
        """Make a question that stands alone.

        A given `language` or `deal` wins over what is read from the text. Where the question names no deal, the last
        one that the user named holds on; a follow-up that names only a topic takes the earlier question's words along.
        """
        earlier = [turn.content for turn in history if turn.role == "user"]
        language = language or self._language(question, earlier)
        deals = (deal,) if deal else self.deals_named(question, language)
        text = question
        if earlier and not deals:
            deals = self._deals_of(earlier)
            if deals:
                text = f"{question} ({', '.join(self._short[named][language] for named in deals)})"
        if earlier and _ONLY_A_TOPIC.search(question):
            before = self._last_self_contained(earlier)
            topic = " ".join(word.surface for word in content_words(question, language))
            text = f"{before} – {topic}" if topic else before
        in_field = bool(deals) or any(
            not field_words(language).isdisjoint(word.tokens) for word in analyse(text, language)
        )
        return Question(question, text, language, deals, self._naming_in(text, language), in_field)

    def deals_named(self, text: str, language: Language) -> tuple[str, ...]:
        """The deals that a text names, in the order of naming; of overlapping names the longest counts."""
        words = analyse(text, language)
        found: list[tuple[int, int, int, str]] = []  # start, end, letters, deal
        for deal, alias in self._aliases:
            for start in range(len(words) - len(alias) + 1):
                here = words[start : start + len(alias)]
                if all(lemma in word.tokens or lemma == word.surface for lemma, word in zip(alias, here, strict=True)):
                    found.append((start, start + len(alias), sum(map(len, alias)), deal))
        named: dict[str, None] = {}
        for start, end, letters, deal in sorted(found):
            longer = any(s < end and start < e and n > letters and d != deal for s, e, n, d in found)
            if not longer:
                named[deal] = None
        return tuple(named)

    def _naming_in(self, text: str, language: Language) -> frozenset[str]:
        """The lemmas in a text that name a deal, which a passage of that deal need not hold itself."""
        words = analyse(text, language)
        return frozenset(word.lemma for word in words if self._naming & {word.surface, *word.tokens})

    def _deals_of(self, earlier: Sequence[str]) -> tuple[str, ...]:
        for text in reversed(earlier):
            if deals := self.deals_named(text, self._language(text, [])):
                return deals
        return ()

    def _last_self_contained(self, earlier: Sequence[str]) -> str:
        return next((text for text in reversed(earlier) if not _ONLY_A_TOPIC.search(text)), earlier[-1])

    def _language(self, text: str, earlier: Sequence[str]) -> Language:
        """Function words decide; where there are none, the conversation's language, then letter statistics."""
        votes = {language: _function_words(text, language) for language in LANGUAGES}
        best = max(LANGUAGES, key=lambda language: votes[language])
        if list(votes.values()).count(votes[best]) == 1:
            return best
        if earlier and len(text.split()) <= 3:
            return self._language(earlier[-1], earlier[:-1])
        return _by_letters(text)


def _function_words(text: str, language: Language) -> int:
    """How many words of the text are function words of this language and of no other."""
    others = frozenset[str]().union(*(stop_words(other) for other in LANGUAGES if other != language))
    mine = stop_words(language) - others
    return sum(word.lower() in mine for word in re.findall(r"[^\W\d_]+", text))


def _by_letters(text: str) -> Language:
    code = _identifier().classify(text)[0]
    return next((language for language in LANGUAGES if language == code), "fi")


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
