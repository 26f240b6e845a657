"""Why a chat model gave no answer."""

from enum import StrEnum


class Failure(StrEnum):
    """Each has a text of its own among the notices, `model_` and this value."""

    SLOW = "slow"
    DOWN = "down"
    OVER_BUDGET = "over_budget"
    NONSENSE = "nonsense"
    UNPROVEN = "unproven"
    FOUND_NOTHING = "found_nothing"
    STOPPED = "stopped"


class ModelFailed(Exception):
    """A chat model gave no answer that can be shown. `detail` is for the log; it never holds a key or an address."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure}: {detail}" if detail else failure.value)
        self.failure = failure
