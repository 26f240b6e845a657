"""What we know: documents, their passages, and the index that finds them. Imports nothing else of ours."""
