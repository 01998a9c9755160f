"""What changed between what is locked and what is asked: reasons, for people to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.digest import canonical
from assetforge.plan.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.lock.model import InputRef, Made
    from assetforge.plan.model import Ask


def changes(old: Made, ask: Ask) -> tuple[Reason, ...]:
    """Name every part of the key that differs from the locked one, old and new."""
    return tuple(_changes(old, ask))


def _changes(old: Made, ask: Ask) -> Iterator[Reason]:
    if old.kind != ask.kind:
        yield Reason(why="kind", old=old.kind, new=ask.kind)
    if old.provider != ask.provider:
        yield Reason(why="provider", old=old.provider, new=ask.provider)
    if old.model != ask.model:
        yield Reason(why="model", old=old.model, new=ask.model)
    for field in dict.fromkeys((*old.request, *ask.request)):
        before, after = old.request.get(field), ask.request.get(field)
        if canonical(before) != canonical(after):
            yield Reason(why="field", field=field, old=before, new=after)
    if ask.inputs is not None:
        yield from _input_changes(old.inputs, ask.inputs)


def _input_changes(old: Sequence[InputRef], new: Sequence[InputRef]) -> Iterator[Reason]:
    if len(old) != len(new):
        yield Reason(
            why="inputs",
            old=[source.name for source in old],
            new=[source.name for source in new],
        )
        return
    for before, after in zip(old, new, strict=True):
        if (before.by, before.digest) != (after.by, after.digest):
            yield Reason(why="input", upstream=after.name, old=before.digest, new=after.digest)
