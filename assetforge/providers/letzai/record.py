"""A record: what is kept of LetzAI's answer for a job, while it is worked with.

Answers embed previews as base64 and the profiles of people; nothing of that is ours to keep (LetzAI
skill, 2026-07-28). What is kept here stays in memory; the ledger and the lock take less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.providers.letzai.reading import array, table

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.providers.instruction import Answer

_KEPT: Final = (
    "id", "status", "statusDetail", "progress", "progressMessage", "error", "imageVersions",
    "imagePaths", "videoVersions", "videoPaths", "privacy", "isNsfw", "isUnsafe", "blockedAt",
    "webhookUrl", "createdAt", "creditsUsed",
)  # fmt: skip
_CHOICES: Final = "imageCompletionChoices"
_MADE: Final = "generatedImageCompletion"


def worth_keeping(record: Table) -> Table:
    """Take what a job's record says of the job and of its result."""
    kept = _fields(record)
    if _MADE in record:
        kept[_MADE] = _fields(table(record[_MADE]))
    if _CHOICES in record:
        kept[_CHOICES] = [
            item if isinstance(item, str) else _fields(table(item))
            for item in array(record[_CHOICES])
        ]
    return kept


def record_of(answer: Answer) -> Table:
    """Take the record out of an answer; it is empty where there is none.

    An older guide wraps a record as the `data` of an event (polling guide, 2026-01-27).
    """
    outer = table(answer.body if answer.is_good else None)
    inner = table(outer.get("data"))
    return inner if inner and "status" not in outer else outer


def _fields(record: Table) -> dict[str, Json]:
    return {name: record[name] for name in _KEPT if name in record}
