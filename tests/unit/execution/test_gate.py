from __future__ import annotations

from assetforge.core.exits import Exit
from assetforge.execution.gate import Gate


def test_the_first_reason_to_close_stays_and_is_told_once() -> None:
    gate, told = Gate(), list[str]()
    gate.when_closed(lambda: told.append("closed"))

    gate.close(Exit.INTERRUPTED)
    gate.close(Exit.TERMINATED)

    assert gate.closed_by is Exit.INTERRUPTED
    assert told == ["closed"]


def test_a_signal_is_told_though_something_else_closed_it_before() -> None:
    gate, told = Gate(), list[str]()
    gate.when_asked(lambda: told.append("asked"))

    gate.close(Exit.FAILED)
    assert (gate.is_asked, told) == (False, [])
    gate.close(Exit.INTERRUPTED)
    gate.close(Exit.TERMINATED)

    assert (gate.closed_by, gate.is_asked, told) == (Exit.FAILED, True, ["asked"])
