"""Makes the files beside it anew: `python -m tests.ingest.extract.files.make`. Needs LibreOffice and DejaVu.

All texts are invented and say so.
The text expected of each file lies beside it (`name.md`), held by eye against the pages as they look.
"""

import subprocess
from pathlib import Path

from tests.ingest.extract.files import agreement, sheets

HERE = Path(__file__).parent


def main() -> None:
    """Write the files."""
    sheets.make(HERE)
    for made in (agreement.FINNISH, agreement.SWEDISH):
        _convert(agreement.make(HERE, made), "pdf")
    for form in ("pdf", "docx"):
        _convert(HERE / "memo.fodt", form)


def _convert(path: Path, form: str) -> None:
    subprocess.run(["soffice", "--headless", "--convert-to", form, "--outdir", HERE, path], check=True)


if __name__ == "__main__":
    main()
