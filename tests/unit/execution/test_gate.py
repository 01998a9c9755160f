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
