"""What search costs and what it finds: measured by hand (`make speed`, `make retrieval-report`), never in the tests."""
