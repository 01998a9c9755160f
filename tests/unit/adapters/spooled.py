"""A spool with a call that came so far, and no further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.adapters.call_spool import Spool
from assetforge.providers.instruction import Answer

if TYPE_CHECKING:
    from pathlib import Path

INTENT: Final = "a" * 26
ANSWER: Final = Answer(status=200, body={"images": []})


def made_spool(folder: Path) -> Spool:
    """Make an empty spool below a folder."""
    made = Spool(folder / "state" / "spool")
    made.make()
    return made


def begun(spool: Spool, *words: str) -> None:
    """Bring a call so far, and end the process that was at it."""
    lock = spool.lock(INTENT)
    assert lock is not None
    assert lock.descriptor is not None
    if "waiting" in words:
        spool.begin(INTENT, lock.descriptor)
    if "sending" in words:
        spool.mark(lock.descriptor, "sending")
    if "done" in words:
        spool.keep(INTENT, ANSWER)
    lock.release()
