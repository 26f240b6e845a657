"""Settings -> objects. Every choice by name is made here."""

from assistant.answering import Assistant
from assistant.extractive import ExtractiveAnswerer
from assistant.retrieval import Retriever, Signals
from assistant.settings import Settings
from assistant.texts import read_texts
from assistant.types import Contact
from assistant.understand import Understanding
from corpus.analysis import choose_analyser
from corpus.deals import read_deals
from corpus.embedding import load_embedder
from corpus.index import LiveIndex
from corpus.types import Language


def build_assistant(settings: Settings, signals: Signals | None = None) -> Assistant:
    """Put the assistant together; the index is opened at the first question or check. `signals` is for measuring.

    Raises AnalyserMissing, UnknownEmbedder, DealsError.
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

    return Assistant(
        index=LiveIndex(settings.data_dir, load_embedder(settings.embedder), settings.chroma_address),
        understanding=Understanding(deals),
        retriever=Retriever(deals, signals),
        answerer=ExtractiveAnswerer(procurement),
        deals=deals,
        texts=texts,
        contact=contact,
    )
