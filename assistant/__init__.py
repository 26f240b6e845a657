"""How answers come out: understand, retrieve, answer, verify. Imports `corpus`, never `ingest`."""
