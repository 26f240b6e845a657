"""Answers in a chat model's words, each sentence proven before it is said. Without the setting none of it is used."""
