"""Why an asset is not what it was in the base: what its own lines say, and what comes from inputs.

own         another prompt, model, provider, size …; other inputs; another output
take        the same lines, and the lock names another result of them
inherited   the same lines, made from something that changed
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.digest import PREFIX, canonical
from assetforge.plan.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.core.media import Blob
    from assetforge.manifest.model import Asset
    from assetforge.plan.model import Ask

RESULT: Final = "result"  # what another take is a change of
CONTENT: Final = "content"  # the bytes of a source
NOT_KNOWN: Final = "not known"  # bytes that the base does not hold
_SHOWN: Final = len(PREFIX) + 12  # characters of a digest that tell it from another


def ask_changes(old: Ask, new: Ask) -> Iterator[Reason]:
    """Name what two requests differ in, but for their inputs."""
    if old.kind != new.kind:
        yield Reason(why="kind", old=old.kind, new=new.kind)
    if old.provider != new.provider:
        yield Reason(why="provider", old=old.provider, new=new.provider)
    if old.model != new.model:
        yield Reason(why="model", old=old.model, new=new.model)
    for field in dict.fromkeys((*old.request, *new.request)):
        before, after = old.request.get(field), new.request.get(field)
        if canonical(before) != canonical(after):
            yield Reason(why="field", field=field, old=before, new=after)


def output_changes(old: Asset, new: Asset) -> Iterator[Reason]:
    """Name a finished file that goes elsewhere, which costs nothing."""
    before, after = old.stem + (old.extension or ""), new.stem + (new.extension or "")
    if before != after:
        yield Reason(why="output-moved", old=before, new=after)


def take_changes(old: str, new: str) -> Iterator[Reason]:
    """Name another result of the same request, by the digests of both."""
    yield Reason(why="field", field=RESULT, old=old[:_SHOWN], new=new[:_SHOWN])


def is_free(reason: Reason) -> bool:
    """Say whether a change can cost nothing: it is no part of what is asked for."""
    return reason.why == "output-moved"


def source_changes(old: Asset, new: Asset, was: Blob | None, found: Blob) -> Iterator[Reason]:
    """Name what a source differs in: its path, or its bytes; None: those were not known."""
    if old.stem != new.stem:
        yield Reason(why="field", field="path", old=old.stem, new=new.stem)
    if was is None or was.digest != found.digest:
        before = NOT_KNOWN if was is None else was.digest[:_SHOWN]
        yield Reason(why="field", field=CONTENT, old=before, new=found.digest[:_SHOWN])
