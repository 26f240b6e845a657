"""GenerativeAnswerer: answers in a chat model's words, of which only what is proven is said."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from assistant.generative.draft import Draft, Say
from assistant.generative.failure import ModelFailed
from assistant.generative.lines import read_lines
from assistant.generative.material import asked_as_data, passages_as_data
from assistant.generative.model import ChatModel
from assistant.generative.prompts import Prompts
from assistant.generative.rephrasing import rephrase
from assistant.generative.translating import translate
from assistant.quoting import passages_told
from assistant.texts import Texts
from assistant.types import Question, Reply, Status, Turn
from corpus.index import Index
from corpus.types import Hit, Language, Passage


class GenerativeAnswerer:
    """Asks a chat model. It is given numbered passages and gives sentences with numbers; it decides nothing."""

    def __init__(self, model: ChatModel, prompts: Prompts, texts: Mapping[Language, Texts], passages: int) -> None:
        self.name = model.name
        self._model = model
        self._prompts = prompts
        self._texts = texts
        self._passages = passages

    def prompt_digest(self, language: Language) -> str:
        """Of the prompt that it answers by in a language."""
        return self._prompts["answer", language].digest

    def may_answer(self, question: Question, hits: Sequence[Hit], embedded: Reply) -> bool:
        """Whether it is asked at all, which the embedded answerer's rule for enough evidence decides.

        It is where that one answers; and where that one finds nothing in a question of the field, since the words of a
        question may differ from those of the passages. Not where the material itself tells that it does not tell.
        """
        if embedded.status is Status.NOT_FOUND:
            return question.in_field and bool(hits) and not embedded.sentences
        return bool(embedded.citations)

    def answer(
        self, question: Question, hits: Sequence[Hit], index: Index, say: Say, stopped: Callable[[], bool]
    ) -> Reply:
        """Answer from the first hits; `say` is told each sentence once it is proven.

        Raises ModelFailed, perhaps after something has been said.
        """
        prompt = self._prompts["answer", question.language]
        passages = self._chosen(hits)
        filled = prompt.fill(question=asked_as_data(question.text), passages=passages_as_data(passages))
        draft = Draft(question, passages, index, self._texts[question.language], say)
        with closing(self._model.stream(filled, stopped)) as pieces:
            for line in read_lines(pieces):
                draft.take(line)
                if draft.full:
                    break
        return replace(draft.reply(), answerer=self.name, prompt_digest=prompt.digest)

    def rephrase(self, question: Question, history: Sequence[Turn]) -> str | None:
        """A follow-up as a question that stands alone; None where the model gives none that can be trusted."""
        try:
            return rephrase(self._model, self._prompts["rephrase", question.language], question, history)
        except ModelFailed:
            return None

    def translate(self, reply: Reply, language: Language, index: Index) -> Reply:
        """A reply with its quotes of other languages translated, as far as the translations are proven."""
        try:
            return translate(self._model, self._prompts["translate", language], reply, language, index)
        except ModelFailed:
            return reply

    def close(self) -> None:
        """End what is running."""
        self._model.close()

    def _chosen(self, hits: Sequence[Hit]) -> list[Passage]:
        """The passages that are sent: what has been replaced by a newer text only where there is nothing else."""
        current = [hit for hit in hits if hit.passage.current]
        told = {passage.id: passage for hit in current or hits for passage in passages_told(hit)}
        return list(told.values())[: self._passages]
