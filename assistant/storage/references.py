"""The reference that somebody gets who hands a question over: short, readable aloud, not to be guessed."""

import secrets

LETTERS = "CDFHJKMNPRTVWXY34679"
"""No vowels, which would make words; none that is taken for another: 0 and O, 1, I and L, 2 and Z, 5 and S, 8, B."""

_GROUP = 4


def new_reference() -> str:
    """Such as `K7HF-3MXD`: one of 20⁸, that is 25 thousand million."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(_GROUP)) for _ in range(2))
