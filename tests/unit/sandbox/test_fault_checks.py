from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.sandbox.fault_checks import find_problems

if TYPE_CHECKING:
    from collections.abc import Mapping

OK: Mapping[str, object] = {"kind": "lose-answer"}


def codes(tables: Mapping[str, object]) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(problem.code, problem.path) for problem in find_problems("f", tables)]


@pytest.mark.parametrize(
    ("tables", "code", "path"),
    [
        ({"version": 2}, "bad-version", ("version",)),
        ({"version": True}, "bad-version", ("version",)),
        ({"version": 1, "faults": []}, "unknown-key", ("faults",)),
        ({"version": 1, "fault": "x"}, "wrong-type", ("fault",)),
        ({"version": 1, "fault": [1]}, "wrong-type", ("fault",)),
        ({"version": 1, "fault": [{"times": 1}]}, "missing-kind", ("fault", 0)),
        ({"version": 1, "fault": [OK, {"kind": "lose"}]}, "unknown-kind", ("fault", 1, "kind")),
    ],
)
def test_a_file_that_is_wrong_as_a_whole(
    tables: Mapping[str, object], code: str, path: tuple[str | int, ...]
) -> None:
    assert codes(tables) == [(code, path)]


@pytest.mark.parametrize(
    ("fault", "code", "key"),
    [
        ({**OK, "seconds": 5}, "unknown-key", "seconds"),
        ({**OK, "luck": 0.5}, "unknown-key", "luck"),
        ({**OK, "chance": 1.5}, "bad-value", "chance"),
        ({**OK, "chance": True}, "bad-value", "chance"),
        ({**OK, "nth": 0}, "bad-value", "nth"),
        ({**OK, "nth": []}, "bad-value", "nth"),
        ({**OK, "nth": [1, "2"]}, "bad-value", "nth"),
        ({**OK, "times": -1}, "bad-value", "times"),
        ({**OK, "route": 7}, "bad-value", "route"),
        ({"kind": "slow", "seconds": -1}, "bad-value", "seconds"),
        ({"kind": "slow", "seconds": 10**6}, "bad-value", "seconds"),
        ({"kind": "slow"}, "missing-key", "kind"),
        ({"kind": "error", "status": 99}, "bad-value", "status"),
        ({"kind": "redirect"}, "missing-key", "kind"),
        ({"kind": "redirect", "to": 7}, "bad-value", "to"),
        ({"kind": "limit", "retry_after": []}, "bad-value", "retry_after"),
        ({"kind": "large", "bytes": 0.5}, "bad-value", "bytes"),
        ({"kind": "fail", "word": 7}, "bad-value", "word"),
    ],
)
def test_a_fault_that_is_wrong(fault: dict[str, object], code: str, key: str) -> None:
    assert codes({"version": 1, "fault": [fault]}) == [(code, ("fault", 0, key))]


def test_every_mistake_is_told_at_once() -> None:
    tables = {"version": 9, "more": 1, "fault": [{"kind": "slow", "chance": 7}, {"kind": 1}]}

    assert [code for code, _ in codes(tables)] == [
        "unknown-key", "bad-version", "bad-value", "missing-key", "missing-kind",
    ]  # fmt: skip
