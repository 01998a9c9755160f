from __future__ import annotations

from assetforge.execution.delivery import GoneError, LostAnswerError, NotSentError


def test_each_says_why_and_what_else_counts() -> None:
    assert NotSentError("refused").is_worth_repeating
    assert not NotSentError("a wrong certificate", is_worth_repeating=False).is_worth_repeating
    assert LostAnswerError("reset").why == str(LostAnswerError("reset")) == "reset"
    assert (GoneError("gone", 410).why, GoneError("gone", 410).status) == ("gone", 410)
