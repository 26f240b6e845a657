"""How answers come out: understand, retrieve, answer, verify. Imports `corpus`, never `ingest`."""

__version__ = "0.1.0"
