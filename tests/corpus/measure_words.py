"""`python -m tests.corpus.measure_words`: how right, fast and large the reading of words is, for docs/words.md.

Memory and the first word are measured in a process of their own, since whatever is imported stays.
"""

import subprocess
import sys
import time
from pathlib import Path

from corpus.analysis import analyse
from corpus.types import LANGUAGES
from tests.corpus.test_compounds import rows

_ROOT = Path(__file__).parents[2]
_FIRST_WORD = """
import time
from pathlib import Path

def resident():
    # the peak of this process; getrusage would carry over the peak of the one that started it
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024

before = resident()
start = time.perf_counter()
from corpus.analysis import analyse
analyse("päiväkotiympäristössä", "fi")
ready = time.perf_counter() - start
for word, language in (("upphandlingsenhetens", "sv"), ("procurement", "en")):
    analyse(word, language)
print(f"first Finnish word after {ready:.3f} s")
print(f"process {resident():.1f} MB with all three languages, of it {before:.1f} MB Python itself")
"""


def main() -> None:
    """Print every number of docs/words.md."""
    first = subprocess.run([sys.executable, "-c", _FIRST_WORD], cwd=_ROOT, check=True, capture_output=True, text=True)
    print(first.stdout, end="")
    for language in LANGUAGES:
        texts = [
            path.read_text(encoding="utf-8") for path in sorted((_ROOT / "corpus/texts").rglob(f"*.{language}.md"))
        ]
        analyse("a", language)
        for state in ("cold", "warm"):
            start = time.perf_counter()
            count = sum(len(analyse(text, language)) for text in texts)
            print(f"{language} {state}: {count / (time.perf_counter() - start):,.0f} words a second, {count:,} words")
    _right()


def _right() -> None:
    for language in ("fi", "sv"):
        for half in ("tuning", "test"):
            given = rows(language, half)
            right = sum(row.cut(language) == row.parts for row in given)
            print(f"{language} {half}: {right} of {len(given)} cut as by hand, {right / len(given):.3f}")


if __name__ == "__main__":
    main()
