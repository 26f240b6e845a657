"""Question and history -> a question that stands alone. The steps are in `reading.py`, each idea in a file of its own."""
