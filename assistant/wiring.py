"""Settings -> objects. Every choice by name is made here."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.answering import Assistant
from assistant.extractive import ExtractiveAnswerer
from assistant.reranking import CrossEncoderReader, Ranking, Reranked
from assistant.retrieval import Retriever, Signals
from assistant.settings import Settings
from assistant.starters import Starters
from assistant.texts import Texts, read_texts
from assistant.types import Contact
from assistant.understand.reading import Understanding
from assistant.understand.spelling import Speller
from corpus.analysis import choose_analyser
from corpus.deals import Deal, read_deals
from corpus.embedding import load_embedder
from corpus.index import LiveIndex
from corpus.types import GENERAL, Language

if TYPE_CHECKING:
    from assistant.generative.answerer import GenerativeAnswerer
    from assistant.generative.model import ChatModel
    from assistant.storage.store import AnswerStore
    from assistant.widget import Widget


def build_assistant(settings: Settings, signals: Signals | None = None) -> Assistant:
    """Put the assistant together; the index is opened at the first question or check. `signals` is for measuring.

    Raises AnalyserMissing, UnknownEmbedder, UnknownReranker, UnknownProvider, DealsError.
    """
    choose_analyser(settings.analyser)
    deals = read_deals()
    texts = read_texts()
    procurement = [deal.id for deal in deals.values() if deal.procurement]

    def contact(language: Language) -> Contact:
        return Contact(
            name=settings.contact_name or texts[language].get("contact", "name"),
            email=settings.contact_email,
            url=str(settings.contact_url) if settings.contact_url else None,
        )

    index = LiveIndex(settings.data_dir, load_embedder(settings.embedder, settings.prefixes), settings.chroma_address)
    return Assistant(
        index=index,
        understanding=Understanding(deals, Speller(index.get, deals)),
        retriever=_ranking(deals, settings.reranker, signals),
        answerer=ExtractiveAnswerer(procurement, texts),
        model=_wording(settings, texts),
        deals=deals,
        texts=texts,
        contact=contact,
    )


def _ranking(deals: Mapping[str, Deal], reranker: str | None, signals: Signals | None) -> Ranking:
    """The search; where a cross-encoder is named, it is loaded now, so that a wrong name is told at the start."""
    retriever = Retriever(deals, signals)
    return Reranked(retriever, CrossEncoderReader(reranker)) if reranker else retriever


def _wording(settings: Settings, texts: Mapping[Language, Texts]) -> "GenerativeAnswerer | None":
    """What words the answers where a chat model is set; made now, so that a wrong setting is told at the start."""
    model = build_chat_model(settings)
    if model is None:
        return None
    from assistant.generative.answerer import GenerativeAnswerer
    from assistant.generative.prompts import read_prompts

    return GenerativeAnswerer(model, read_prompts(), texts, settings.chat_passages)


def build_chat_model(settings: Settings) -> "ChatModel | None":
    """The chat model that is set, behind its limits; None where none is. Raises UnknownProvider."""
    if settings.chat_model is None:
        return None
    # imported here: without the setting nothing of a chat model is loaded
    from assistant.budget import TokenBudget
    from assistant.generative.model import ChatModel, Limits, load_model

    limits = Limits(settings.chat_first_token_s, settings.chat_total_s, settings.chat_max_tokens)
    address = str(settings.chat_url) if settings.chat_url else None
    key = settings.chat_key.get_secret_value() if settings.chat_key else None
    model = load_model(settings.chat_model, address, key, settings.chat_temperature, limits)
    budget = TokenBudget(settings.data_dir / "chat-tokens.json", settings.chat_daily_tokens)
    return ChatModel(settings.chat_model, model, limits, budget)


def build_store(settings: Settings) -> "AnswerStore":
    """The store of answers and feedback; its database is opened at first use. Raises DatabaseUrlError."""
    # imported here, so that asking in the terminal need not wait for them
    from assistant.storage.database import open_database, open_file
    from assistant.storage.store import AnswerStore

    if settings.database_url:
        return AnswerStore(open_database(settings.database_url.get_secret_value()))
    return AnswerStore(open_file(settings.data_dir / "answers.db"))


def build_widget(settings: Settings, assistant: Assistant, starters: Starters) -> "Widget":
    """The chat widget's script, with what it says in it. Raises BundleError."""
    # imported here, so that asking in the terminal need not wait for it
    from assistant.widget import Config, Widget
    from assistant.widget.kept import KeptScripts

    config = Config(
        texts=assistant.texts,
        contact=assistant.contact,
        starters=starters[GENERAL],
        keep_days=settings.keep_days,
        accessibility_url=str(settings.accessibility_url) if settings.accessibility_url else None,
        privacy_url=str(settings.privacy_url) if settings.privacy_url else None,
    )
    return Widget(config, KeptScripts(settings.data_dir / "widget"))
