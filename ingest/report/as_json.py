"""A report as JSON, for programs: the fields of `ingest.report.types.Report` are its keys, times are ISO 8601."""

import json

from pydantic import TypeAdapter, ValidationError

from ingest.report.types import Report

_REPORT = TypeAdapter(Report)


class NotAReport(ValueError):
    """A text that is no report of ours; the message says where it breaks the form."""


def to_json(report: Report) -> str:
    """The report with every field, indented. What UTF-8 cannot write (half a character) becomes a question mark."""
    fields = _REPORT.dump_python(report, mode="json")
    return json.dumps(fields, ensure_ascii=False, indent=2).encode(errors="replace").decode()


def from_json(text: str) -> Report:
    """The report that `to_json` wrote. Raises NotAReport."""
    try:
        return _REPORT.validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole text"
        raise NotAReport(f"This is no report of an update: {where}: {first['msg']}.") from error
