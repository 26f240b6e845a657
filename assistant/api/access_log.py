"""What the log of requests tells: the address without what was asked."""

import logging


class WithoutQuery(logging.Filter):
    """Cuts the query off the address in a line of uvicorn's access log: a search may hold personal data."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the line through, shortened."""
        if isinstance(record.args, tuple):
            record.args = tuple(arg.partition("?")[0] if isinstance(arg, str) else arg for arg in record.args)
        return True
