"""The name in a drawing: a rename is no reason to draw anew what shows its name of before.

    asked for now   {"label": "hero", "prompt": …}   ┐ the same but for the label:
    in the lock     {"label": "hero-old", …}         ┘ what is asked for is what is there

Whatever else changes, the drawing gets the present name with it. What counts by its key, and may be
an input of paid work, so keeps its key through a rename, and with no line of `[moved]` after that.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.plan.fingerprint import key_of

if TYPE_CHECKING:
    from assetforge.lock.model import Entry
    from assetforge.plan.model import Ask

LABEL: Final = "label"  # the word of a request that holds the address, where it is drawn


def as_drawn(ask: Ask, entry: Entry | None) -> Ask:
    """Ask for the drawing that is locked where nothing but the name in it is another one."""
    label = None if entry is None else entry.made.request.get(LABEL)
    if entry is None or label is None or ask.request.get(LABEL) != ask.address:
        return ask
    former = replace(ask, request={**ask.request, LABEL: label})
    return former if key_of(former) == entry.made.key else ask
