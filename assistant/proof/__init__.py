"""The proof: every sentence of an answer against what it cites. Pure functions over text; no model."""

from assistant.proof.check import check_sentence, verify

__all__ = ["check_sentence", "verify"]
