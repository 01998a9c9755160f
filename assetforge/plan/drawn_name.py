"""The name in a drawing: a rename is no reason to draw anew what shows its name of before.

    asked for now   {"label": "hero", "prompt": …}   ┐ the same but for the label:
    in the lock     {"label": "hero-old", …}         ┘ what is asked for is what is there
    made from it    {"label": "hero-old", …}         ┘ the same, where a blessing is taken back

Whatever else changes, the drawing gets the present name with it. What counts by its key, and may be
an input of paid work, so keeps its key through a rename, and with no line of `[moved]` after that.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.plan.fingerprint import key_of

if TYPE_CHECKING:
    from assetforge.lock.model import Entry, Made
    from assetforge.plan.model import Ask

LABEL: Final = "label"  # the word of a request that holds the address, where it is drawn


def as_drawn(ask: Ask, entry: Entry | None) -> Ask:
    """Ask for the drawing that is locked where nothing but the name in it is another one."""
    if entry is None or ask.request.get(LABEL) != ask.address:
        return ask
    drawn = (_with_label_of(ask, made) for made in (entry.made, entry.made.as_ordered))
    return next((former for former in drawn if former is not None), ask)


def _with_label_of(ask: Ask, made: Made) -> Ask | None:
    """Ask with the name that is in a drawing; None where even so it is not the one asked for."""
    label = made.request.get(LABEL)
    if label is None:
        return None
    former = replace(ask, request={**ask.request, LABEL: label})
    return former if key_of(former) == made.key else None
