"""The watch: sees every paid request leave, and what was written down before.

An attempt's request may leave again only where the one before was proved not to have been taken:
it never arrived, or the service put it off (429).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.execution.attempt import AttemptState
from assetforge.execution.lost_order import call_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.execution.attempt import Attempt
    from assetforge.providers.instruction import Call
    from tests.simulation.machine import Machine

TOKEN_FIELD: Final = "webhookUrl"  # noqa: S105 - the name of a field


class Watch:
    """Knows for each paid request which attempt it belongs to."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._unrecorded: list[str] = []
        self._sent: Counter[str] = Counter()  # by intent: requests that may have been taken

    def leaves(self, call: Call, intent: str = "") -> str:
        """See a paid request leave; returns the attempt that it belongs to."""
        rows = self._rows_of(call, intent)
        if not rows:
            self._unrecorded.append(
                f"{call.method} {call.path} was sent before it was written down"
            )
            return intent
        self._sent[rows[0].intent] += 1
        return rows[0].intent

    def returns(self, intent: str) -> None:
        """Know that an attempt's last request is proved not to have been taken."""
        self._sent[intent] -= 1

    def flaws(self) -> Iterator[str]:
        """Say which requests should not have left."""
        yield from self._unrecorded
        for intent, count in self._sent.items():
            if count > 1:
                yield f"paid twice, perhaps: the request of {intent} was sent {count} times"

    def _rows_of(self, call: Call, intent: str) -> list[Attempt]:
        rows = self._machine.pages.flushed if self._machine.flushes else self._machine.pages.written
        found = [row for row in rows.values() if row.state is AttemptState.INTENT]
        if intent:
            return [row for row in found if row.intent == intent]
        body = dict(call.body or {})
        token = body.pop(TOKEN_FIELD, None)
        text = call_text(replace(call, body=body))
        alike = [row for row in found if row.token == token and row.request == text]
        return sorted(alike, key=lambda row: self._sent[row.intent])  # orders without a token
