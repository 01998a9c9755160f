"""The exit code of a checkup."""

from __future__ import annotations

from assetforge.core.exits import Exit
from assetforge.report.checkup import Finding, Standing, exit_of


def finding(standing: Standing, code: Exit = Exit.FAILED) -> Finding:
    return Finding(topic="ledger", name="file", told="there", standing=standing, exit=code)


def test_only_what_is_bad_fails_a_checkup() -> None:
    assert exit_of([finding("good"), finding("note", Exit.DAMAGED)]) is Exit.DONE


def test_the_gravest_of_what_is_bad_is_told() -> None:
    found = [finding("bad", Exit.CREDENTIALS), finding("bad", Exit.DAMAGED), finding("good")]

    assert exit_of(found) is Exit.DAMAGED
