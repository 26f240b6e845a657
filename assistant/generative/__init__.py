"""Answers in a chat model's words, each sentence proven before it is shown. Without the setting, none of it is loaded."""
