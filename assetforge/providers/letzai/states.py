"""States: what the record of a job says of it.

    running   new, generating; older: in progress
    done      ready, saved, and `hidden` with an original; each only with a result to fetch
    failed    failed, interrupted, not_allowed
    running   any other word, or none, which no document names

Source: LetzAI skill and polling guide, 2026-07-28. The progress is for people: a job that failed
may say 100 as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.providers.instruction import JobState
from assetforge.providers.letzai.reading import credits_used, line, percent, table, text
from assetforge.providers.letzai.results import bare_choice, result_of
from assetforge.providers.letzai.routes import EDITS, TOKEN_FIELD

if TYPE_CHECKING:
    from decimal import Decimal

    from assetforge.core.values import Table
    from assetforge.providers.instruction import Job, Phase

_RUNNING: Final = frozenset({"new", "generating", "in progress"})
_DONE: Final = frozenset({"ready", "saved"})
_FAILED: Final = frozenset({"failed", "interrupted", "not_allowed"})
_HIDDEN: Final = "hidden"
_KNOWN: Final = _RUNNING | _DONE | _FAILED | {_HIDDEN}
_WORD_COLUMNS: Final = 40  # of a status word, where it is shown


def state_of(job: Job, record: Table, origin: str) -> JobState:
    """Read the state of a job from its record, whatever dialect it is written in."""
    word = (text(record.get("status")) or "").strip().lower()
    made = table(record.get("generatedImageCompletion"))
    progress = percent(record.get("progress"))
    return JobState(
        job=job,
        phase=_phase(word, record, job.route, origin),
        word=one_line(word, _WORD_COLUMNS),
        is_known=word in _KNOWN,
        progress=percent(made.get("progress")) if progress is None else progress,
        reason=_reason(record) or _reason(made),
        token=text(record.get(TOKEN_FIELD)),
        charged=_charged(record, made),
        record=record,
    )


def _phase(word: str, record: Table, route: str, origin: str) -> Phase:
    if word in _FAILED:
        return "failed"
    if word not in _DONE and word != _HIDDEN:
        return "running"
    found = result_of(record, route, origin)
    if word == _HIDDEN:
        return "done" if found is not None and found.copy is None else "running"
    has_choice = route == EDITS and bare_choice(record) is not None
    return "done" if found is not None or has_choice else "running"


def _charged(record: Table, made: Table) -> Decimal | None:
    said = credits_used(record.get("creditsUsed"))
    return credits_used(made.get("creditsUsed")) if said is None else said


def _reason(record: Table) -> str:
    error = record.get("error")
    said = (record.get("statusDetail"), record.get("progressMessage"), error)
    lines = (line(value) for value in (*said, table(error).get("message")))
    return next((found for found in lines if found), "")
