"""Question and history -> a question that stands alone. `reading.py` has the steps."""
