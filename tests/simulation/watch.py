"""The watch: sees every paid request leave, and what was written down before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assetforge.execution.attempt import AttemptState
from assetforge.execution.lost_order import call_text

if TYPE_CHECKING:
    from assetforge.execution.attempt import Attempt
    from assetforge.providers.instruction import Call
    from tests.simulation.machine import Machine

TOKEN_FIELD = "webhookUrl"  # noqa: S105 - the name of a field


class Watch:
    """Knows for each paid request which attempt it belongs to."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self.flaws: list[str] = []
        self.sent: Counter[str] = Counter()  # how often each attempt's request left

    def intent_of(self, call: Call) -> str:
        """Find the attempt that a request belongs to, which must be safe on the disk."""
        body = dict(call.body or {})
        token = body.pop(TOKEN_FIELD, None)
        plain = call_text(_without(call, body))
        rows = [row for row in self._rows() if row.token == token and row.request == plain]
        if not rows:
            self.flaws.append(f"{call.method} {call.path} was sent without an intent on the disk")
            return ""
        self.sent[rows[0].intent] += 1
        return rows[0].intent

    def check_intent(self, intent: str, call: Call) -> None:
        """See that an attempt is safe on the disk before its request leaves."""
        self.sent[intent] += 1
        if not any(row.intent == intent for row in self._rows()):
            self.flaws.append(f"{call.method} {call.path} was sent without an intent on the disk")

    def _rows(self) -> list[Attempt]:
        pages = self._machine.pages
        safe = pages.written if not self._machine.flushes else pages.flushed
        return [row for row in safe.values() if row.state is AttemptState.INTENT]


def _without(call: Call, body: dict[str, object]) -> Call:
    from dataclasses import replace

    return replace(call, body=body if call.body is not None else None)  # type: ignore[arg-type]
