"""What must hold of a row that was played, whatever row it is.

code and words      as the row says
three parts         each failure says what happened, what it cost and what to run next
money               the server's count is the row's, and no build that bought says `Spent: nothing.`
plain words         no traceback, no word of ours that is none of a user's
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.command_line import Ended
    from tests.faults.matrix.row import Ending, Row
    from tests.faults.matrix.stage import Played

_COST: Final = re.compile(
    r"Nothing was (?:spent|charged|sent)|Paid|At risk: |It counts as charged: |What was spent"
)
_NEXT: Final = re.compile(r"`assetforge [a-z]|[Rr]un (?:it|the (?:same )?command) again")
_JARGON: Final = re.compile(
    r"Traceback|\b(?:intent|wire|desk|dossier|conversation|None|null|Error|Exception)\b|bug in"
)
_RECORD: Final = re.compile(r"\{.*\}")  # what is to be kept at the last, word for word
_SPENT: Final = re.compile(r"^Spent: (.*)$", re.MULTILINE)


def check(row: Row, played: Played) -> None:
    """Hold a row against how it went."""
    _check_ending(row.first, played.first)
    _check_ending(row.again, played.again)
    assert played.orders == row.orders, f"{played.first.err}\n{played.again.err}"
    before = 0
    for build, paid in zip((played.first, played.again), played.orders, strict=True):
        spent = set(_SPENT.findall(build.err))
        assert paid == before or spent != {"nothing."}, build.err
        before = paid


def _check_ending(ending: Ending, ended: Ended) -> None:
    told = ended.err
    assert ended.code == ending.code, told
    for words in ending.says:
        assert words in told, told
    for words in ending.hides:
        assert words not in told, told
    assert not _JARGON.search(_RECORD.sub("", told)), told
    for failure in _failures(told):
        cost, step = failure[1:-1], failure[-1]
        assert any(_COST.search(line) for line in cost), "\n".join(failure)
        assert step.startswith("Next: "), "\n".join(failure)
        assert _NEXT.search(step), "\n".join(failure)


def _failures(told: str) -> Iterator[list[str]]:
    """Take out each failure: its first line, and the indented ones that belong to it."""
    block: list[str] = []
    for line in [*told.splitlines(), ""]:
        if block and line.startswith("  "):
            block.append(line.strip())
            continue
        if block:
            yield block
        is_head = re.match(r"(?:failed [^:]+|error): ", line) is not None
        block = [line] if is_head else []
