"""Jobs: what was ordered of the sandbox, and what it is at any moment.

    created ──▶ new ──10 %──▶ generating, with progress ──▶ ready, or what its fate says
                                   └ interrupted

Nothing runs: a look at a job works out from the time what there is to see.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from decimal import Decimal

    from assetforge.core.media import Media
    from assetforge.core.names import Kind
    from assetforge.core.values import Table
    from assetforge.sandbox.rendering import Rendering

_WAITING: Final = 0.1  # share of its time that a job is new


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What will become of a job; by default all goes well. Times are seconds."""

    word: str = "ready"  # ready, failed or not_allowed
    detail: str = ""  # why it failed
    odd_word: str | None = None  # said instead of ready; empty: no word at all
    odd_for: float | None = None  # None: for ever
    is_endless: bool = False
    full_for: float = 0  # how long it stays at 100 per cent before it is ready
    bare_for: float = 0  # how long it is ready without a URL
    unlisted_for: float = 0
    unknown_for: float = 0  # how long its id answers 404
    late_by: float = 0  # how much later it is accepted than ordered
    is_echoing: bool = True  # whether its record shows `webhookUrl`


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One result of a job."""

    id: str
    rendering: Rendering
    media: Media


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An order that was accepted. Times are seconds since 1970."""

    id: str
    kind: Kind
    route: str
    body: Table  # as it was sent
    model: str  # as it was understood
    takes: tuple[Take, ...]
    created_at: float
    seconds: float  # that the work takes
    credits: Decimal
    fate: Fate = field(default_factory=Fate)
    interrupted_at: float | None = None
    privacy: str = "private"
    hides_prompt: bool = False
    version: int = 1  # of its URLs; those of older ones have expired
    owner: str = ""  # user id

    def is_known(self, now: float) -> bool:
        """Say whether its id is found."""
        return now >= self.created_at + self.fate.unknown_for

    def is_listed(self, now: float) -> bool:
        """Say whether lists show it."""
        return now >= self.created_at + max(self.fate.unlisted_for, self.fate.unknown_for)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a job is at a moment, in the words of the current dialect."""

    word: str | None  # None: the record says none
    progress: int
    detail: str = ""
    has_results: bool = False


def look_at(job: Job, now: float) -> Look:
    """Work out what a job is."""
    age, fate = now - job.created_at, job.fate
    share = min(1.0, max(0.0, age / job.seconds)) if job.seconds > 0 else 1.0
    if job.interrupted_at is not None:
        return Look(word="interrupted", progress=50, detail="interrupted by the user")
    if fate.is_endless or share < 1:
        word = "new" if share < _WAITING else "generating"
        return Look(word=word, progress=0 if word == "new" else min(99, int(share * 100)))
    if fate.word != "ready":
        return Look(word=fate.word, progress=100, detail=fate.detail)
    return _finished(fate, age - job.seconds)


def _finished(fate: Fate, since: float) -> Look:
    if since < fate.full_for:
        return Look(word="generating", progress=100)
    if since < fate.full_for + fate.bare_for:
        return Look(word="ready", progress=100)
    if fate.odd_word is None or (fate.odd_for is not None and since >= fate.odd_for):
        return Look(word="ready", progress=100, has_results=True)
    return Look(word=fate.odd_word or None, progress=100, has_results=True)
