"""The log of requests tells the address and nothing of what was asked."""

import logging

import pytest

from assistant.api.access_log import WithoutQuery


@pytest.mark.parametrize(
    ("address", "told"),
    [("/api/search?q=131052-308T&k=1", "/api/search"), ("/api/ask", "/api/ask"), ("/?a=b", "/")],
)
def test_a_query_is_in_no_line(address: str, told: str) -> None:
    arguments = ("127.0.0.1:1", "GET", address, "1.1", 200)
    record = logging.LogRecord("uvicorn.access", logging.INFO, "", 0, '%s - "%s %s HTTP/%s" %d', arguments, None)
    assert WithoutQuery().filter(record)
    assert record.getMessage() == f'127.0.0.1:1 - "GET {told} HTTP/1.1" 200'
