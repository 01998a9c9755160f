"""Privacy: who may see a result at LetzAI, as the user's own config asks; never a project.

PUT /images/{id}/privacy    a picture, made or edited
PUT /videos/{id}/privacy    a film

Only finished work has one, and it is refused for what is not safe for work or uses private models
(LetzAI skill, 2026-07-28). A result that is paid is kept, whatever becomes of this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.providers.conversation import Talk, ask
from assetforge.providers.instruction import Ask, Call, Job
from assetforge.providers.letzai.complaints import complaint_of
from assetforge.providers.letzai.reading import table
from assetforge.providers.letzai.routes import EDITS, IMAGES, VIDEOS, path_of

if TYPE_CHECKING:
    from assetforge.core.values import Table

_TAKEN: Final = frozenset({400, 401, 402, 403, 404, 405, 409, 422, 500, 502, 503, 504})


def settled_privacy(
    job: Job, record: Table, result_id: str | None, wish: str | None
) -> Talk[tuple[str, ...]]:
    """Have a result's privacy as it is wished for; returns what a person should know of it."""
    owner = _owner(job, result_id)
    if wish is None or owner is None or _now(record) == wish:
        return ()
    call = Call(method="PUT", path=f"{path_of(owner)}/privacy", body={"privacy": wish})
    answer = yield from ask(Ask(call=call, takes=_TAKEN, is_optional=True))
    if answer.is_good:
        return ()
    why = complaint_of(answer, None) if answer.status else answer.text
    return (f"LetzAI did not make it {wish}: {why}",)


def _owner(job: Job, result_id: str | None) -> Job | None:
    if job.route == EDITS:
        return None if result_id is None else Job(id=result_id, route=IMAGES)
    return job if job.route in {IMAGES, VIDEOS} else None


def _now(record: Table) -> object:
    made = table(record.get("generatedImageCompletion"))
    return made.get("privacy") or record.get("privacy")
