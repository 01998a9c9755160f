"""The breaker: stops ordering at a service that only fails, before more money follows.

    three jobs in a row fail in the same words           ┐
    more than a fifth of five or more jobs fail          ├─▶ nothing more is ordered there
    the service refuses the key, or has no credits left  ┘   in this run

What was ordered before goes on. The figures are those of T8 in the research on reliability. Counted
are jobs that were accepted and failed: an order that is refused costs nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from typing import Final

from assetforge.core.errors import NOTHING_SPENT, AssetforgeError, UnavailableError

ROW: Final = 3  # equal failures, one after another
LEAST: Final = 5  # jobs, before a share of them says something
SHARE: Final = 0.2

_STOPPED: Final = (
    "Look at the failed assets first. `assetforge build` orders the others once you run it again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Why nothing more is ordered at a service."""

    kind: type[AssetforgeError]
    why: str
    next_step: str

    def error(self) -> AssetforgeError:
        """Make the error for one more asset that is not ordered."""
        return self.kind(
            f"it was not ordered: {self.why}", cost=NOTHING_SPENT, next_step=self.next_step
        )


class Breaker:
    """Counts how the jobs of one run end at each service."""

    def __init__(self) -> None:
        self._objections: dict[str, Objection] = {}
        self._last: defaultdict[str, deque[str]] = defaultdict(lambda: deque(maxlen=ROW))
        self._ended: Counter[str] = Counter()
        self._failed: Counter[str] = Counter()

    def objection(self, provider: str) -> Objection | None:
        """Say why nothing may be ordered at a service; None where it may."""
        return self._objections.get(provider)

    def close(self, provider: str, objection: Objection) -> None:
        """Order nothing more at a service. The first reason stays."""
        self._objections.setdefault(provider, objection)

    def succeed(self, provider: str) -> None:
        """Count a job that brought its result."""
        self._ended[provider] += 1
        self._last[provider].clear()

    def fail(self, provider: str, why: str) -> None:
        """Count a job that failed, with the service's own words for it."""
        self._ended[provider] += 1
        self._failed[provider] += 1
        self._last[provider].append(why)
        reason = self._reason(provider)
        if reason:
            why = f"{reason}, so nothing more is ordered at {provider} in this run"
            objection = Objection(kind=UnavailableError, why=why, next_step=_STOPPED)
            self.close(provider, objection)

    def _reason(self, provider: str) -> str:
        last, ended, failed = self._last[provider], self._ended[provider], self._failed[provider]
        if len(last) == ROW and len(set(last)) == 1:
            return f"the last {ROW} jobs failed in the same way ({last[0]})"
        if ended >= LEAST and failed > SHARE * ended:
            return f"{failed} of {ended} jobs failed"
        return ""
