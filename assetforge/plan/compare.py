"""What changed between what is locked and what is asked: reasons, for people to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.core.digest import canonical
from assetforge.plan.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.lock.model import InputRef, Made
    from assetforge.plan.model import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an input before the build."""

    name: str
    ref: InputRef | None  # None: known after build


def changes(old: Made, ask: Ask, inputs: Sequence[Known]) -> tuple[Reason, ...]:
    """Name every part of the key that differs from the locked one, old and new.

    An input that is known only after the build is passed over.
    """
    return (*_own_changes(old, ask), *_input_changes(old.inputs, inputs))


def _own_changes(old: Made, ask: Ask) -> Iterator[Reason]:
    if old.kind != ask.kind:
        yield Reason(why="kind", old=old.kind, new=ask.kind)
    if old.provider != ask.provider:
        yield Reason(why="provider", old=old.provider, new=ask.provider)
    elif old.place != ask.place:
        yield Reason(why="at-sandbox" if ask.place else "from-sandbox", field=ask.provider)
    if old.model != ask.model:
        yield Reason(why="model", old=old.model, new=ask.model)
    for field in dict.fromkeys((*old.request, *ask.request)):
        before, after = old.request.get(field), ask.request.get(field)
        if canonical(before) != canonical(after):
            yield Reason(why="field", field=field, old=before, new=after)


def _input_changes(old: Sequence[InputRef], new: Sequence[Known]) -> Iterator[Reason]:
    if len(old) != len(new):
        yield Reason(
            why="inputs",
            old=[source.name for source in old],
            new=[source.name for source in new],
        )
        return
    for before, after in zip(old, new, strict=True):
        ref = after.ref
        if ref is not None and (before.by, before.digest) != (ref.by, ref.digest):
            yield Reason(why="input", upstream=ref.name, old=before.digest, new=ref.digest)
