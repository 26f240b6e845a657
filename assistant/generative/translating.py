"""Quotes of another language put into the question's language by a chat model, each proven like any other sentence."""

import re
from dataclasses import replace

from assistant.generative.language import speaks
from assistant.generative.markup import markup_in
from assistant.generative.material import as_data
from assistant.generative.model import ChatModel
from assistant.generative.prompts import PromptFile
from assistant.proof import check_sentence
from assistant.types import Citation, Reply, Sentence
from corpus.index import Index
from corpus.types import Language

_WITHIN_S = 15.0
_NUMBERED = re.compile(r"^[ \t]*(\d{1,3})[ \t]*[:.)][ \t]*(\S.*?)[ \t\r]*$", re.MULTILINE)
_LONGER = 3  # times as long: no translation any more


def translate(model: ChatModel, prompt: PromptFile, reply: Reply, language: Language, index: Index) -> Reply:
    """The reply with those sentences translated whose translation is proven; the others stay. Raises ModelFailed."""
    citations = {citation.number: citation for citation in reply.citations}
    foreign = {
        at: spoken
        for at, sentence in enumerate(reply.sentences)
        if (spoken := _spoken(sentence, citations)) not in (None, language)
    }
    if not foreign:
        return reply
    lines = "\n".join(f"{at}: {as_data(reply.sentences[at].text)}" for at in foreign)
    written = {int(m[1]): m[2] for m in _NUMBERED.finditer(model.complete(prompt.fill(sentences=lines), _WITHIN_S))}
    sentences = list(reply.sentences)
    for at, spoken in foreign.items():
        original = sentences[at]
        proof = [citations[number] for number in original.citations]
        translated = replace(original, text=written.get(at, ""), translated_from=spoken)
        if not _is_like(translated.text, original.text, language):
            continue
        if not check_sentence(translated.text, language, proof, index.documents):
            sentences[at] = translated
    return replace(reply, sentences=tuple(sentences))


def _spoken(sentence: Sentence, citations: dict[int, Citation]) -> Language | None:
    """The language of what a sentence cites, where it is one."""
    spoken = {citations[number].passage.language for number in sentence.citations}
    return next(iter(spoken)) if len(spoken) == 1 else None


def _is_like(text: str, original: str, language: Language) -> bool:
    return bool(text) and len(text) <= _LONGER * len(original) and not markup_in(text) and speaks(text, language)
