"""Fates: what the faults that struck at an order make of its job."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.sandbox.job import Fate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assetforge.sandbox.fault import Fault


def fate_of(faults: Iterable[Fault]) -> Fate:
    """Work out what will become of a job; without faults all goes well."""
    fate = Fate()
    for fault in faults:
        fate = BENDING[fault.kind](fate, fault)
    return fate


def _odd(fate: Fate, fault: Fault) -> Fate:
    return replace(fate, odd_word=fault.word or "", odd_for=fault.seconds or None)


BENDING: Final[Mapping[str, Callable[[Fate, Fault], Fate]]] = {
    "accept-late": lambda fate, fault: replace(fate, late_by=fault.seconds),
    "fail": lambda fate, fault: replace(
        fate, word="failed", detail=fault.word or "the generation failed"
    ),
    "disallow": lambda fate, fault: replace(
        fate, word="not_allowed", detail=fault.word or "refused by content policy"
    ),
    "odd-word": _odd,
    "full-progress": lambda fate, fault: replace(fate, full_for=fault.seconds),
    "no-url": lambda fate, fault: replace(fate, bare_for=fault.seconds),
    "endless": lambda fate, _: replace(fate, is_endless=True),
    "list-late": lambda fate, fault: replace(fate, unlisted_for=fault.seconds),
    "know-late": lambda fate, fault: replace(fate, unknown_for=fault.seconds),
    "no-echo": lambda fate, _: replace(fate, is_echoing=False),
}
