"""What a status and its headers say."""

from datetime import UTC, datetime

import pytest

from ingest.fetch.status import judge, retry_after
from ingest.fetch.stopped import Stopped
from ingest.types import Reason

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Tue, 24 Nov 2026 12:01:00 GMT", 60.0),
        ("Tue, 24 Nov 2026 12:01:00 -0000", 60.0),
        ("Tuesday, 24-Nov-26 12:01:00 GMT", 60.0),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("9" * 5000, None),
        ("Tue, 99 Nov 2026 12:01:00 GMT", None),
        ("Tue, 24 Nov 99999 12:01:00 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_and_as_a_date(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOON) == seconds


@pytest.mark.parametrize("status", [200, 203, 204, 301, 302, 303, 307, 308])
def test_a_success_and_a_redirect_pass(status: int) -> None:
    judge(status, {}, conditional=False)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, Reason.REFUSED),
        (403, Reason.REFUSED),
        (451, Reason.REFUSED),
        (404, Reason.GONE),
        (410, Reason.GONE),
        (429, Reason.BUSY),
        (500, Reason.SERVER_ERROR),
        (503, Reason.SERVER_ERROR),
        (599, Reason.SERVER_ERROR),
        (202, Reason.BAD_STATUS),
        (206, Reason.BAD_STATUS),
        (300, Reason.BAD_STATUS),
        (304, Reason.BAD_STATUS),
        (400, Reason.BAD_STATUS),
        (999, Reason.BAD_STATUS),
    ],
)
def test_any_other_status_has_its_reason_and_is_named(status: int, reason: Reason) -> None:
    with pytest.raises(Stopped) as stop:
        judge(status, {}, conditional=False)
    assert stop.value.reason is reason
    assert stop.value.status == status
    assert str(status) in stop.value.detail


def test_not_modified_passes_where_it_was_asked() -> None:
    judge(304, {}, conditional=True)
