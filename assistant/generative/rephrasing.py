"""A follow-up put by a chat model into a question that stands alone; what is odd about it is refused."""

from collections.abc import Sequence

from assistant.generative.language import speaks
from assistant.generative.markup import markup_in
from assistant.generative.material import asked_as_data, history_as_data
from assistant.generative.model import ChatModel
from assistant.generative.prompts import PromptFile
from assistant.types import Question, Turn
from corpus.analysis import analyse, content_words
from corpus.figures import figures
from corpus.types import Language

_WITHIN_S = 6.0
_LONGEST = 300
_BEGINNING = 5
"""Letters that two forms of a name share: Tampere, Tampereen; Helsingfors."""


def rephrase(model: ChatModel, prompt: PromptFile, question: Question, history: Sequence[Turn]) -> str | None:
    """The question in words that need no conversation; None where what the model gives is odd. Raises ModelFailed."""
    filled = prompt.fill(history=history_as_data(history), question=asked_as_data(question.as_asked))
    written = model.complete(filled, _WITHIN_S).strip().strip('"”“«»').strip()
    before = "\n".join((question.as_asked, *(turn.content for turn in history)))
    if written == question.as_asked or not _is_a_question(written, before, question.language):
        return None
    return written


def _is_a_question(text: str, before: str, language: Language) -> bool:
    """Whether it is one line in the language, and tells no figure and no name that had not been told."""
    if not text or len(text) > _LONGEST or "\n" in text or markup_in(text) or not speaks(text, language):
        return False
    if not content_words(text, language) or set(figures(text, language)) - set(figures(before, language)):
        return False
    told = {word.surface[:_BEGINNING] for word in analyse(before, language)}
    names = (word.strip("?!.,:;()\"'”’") for word in text.split()[1:] if word[:1].isupper())
    return all(name.casefold()[:_BEGINNING] in told for name in names if name)
