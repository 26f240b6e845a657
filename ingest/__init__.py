"""How texts get in: read, split, put into the index. Imports `corpus` only."""
