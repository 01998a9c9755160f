"""Orders: a body becomes a job, is charged and answered, in this order.

body ─ fields ─ organization ─ tags ─▶ Wish ─ credits ─▶ fate ─▶ Job ─▶ shelf, account ─▶ 201
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.core.tags import trained_models
from assetforge.sandbox.account import Charge
from assetforge.sandbox.body_fields import ORDERS
from assetforge.sandbox.fate import fate_of
from assetforge.sandbox.job import Job
from assetforge.sandbox.job_record import record_of
from assetforge.sandbox.message import Transfer
from assetforge.sandbox.refusal import RefusalError, json_answer
from assetforge.sandbox.settings import ORGANIZATION
from assetforge.sandbox.wish_edit import wish_of_edit
from assetforge.sandbox.wish_film import wish_of_video, wish_of_video_edit
from assetforge.sandbox.wish_image import wish_of_image
from assetforge.sandbox.wish_upscale import wish_of_upscale

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetforge.core.values import Table
    from assetforge.sandbox.message import HttpAnswer
    from assetforge.sandbox.premises import Premises
    from assetforge.sandbox.visit import Visit
    from assetforge.sandbox.wish import Wish

_WISHES: Final[Mapping[str, Callable[[Premises, Table, float], Wish]]] = {
    "/images": wish_of_image, "/image-edits": wish_of_edit, "/upscale": wish_of_upscale,
    "/upscales": wish_of_upscale, "/videos": wish_of_video, "/video-edits": wish_of_video_edit,
}  # fmt: skip
_TAGGED: Final = frozenset({"/images", "/image-edits"})  # whose prompts may name trained models
_PACE: Final = {"edit": 1.5, "video": 4.0, "video-edit": 4.0}  # how long each takes; a picture 1
_OLD_STATUS: Final = frozenset({"/images", "/upscales"})  # 200 in the older documents


def place_order(visit: Visit) -> HttpAnswer:
    """Accept a paid order.

    Raises:
        RefusalError: it is wrong or cannot be paid; nothing is charged.
    """
    premises = visit.premises
    body = visit.body(ORDERS[premises.settings.dialect][visit.route])
    _check_organization(body)
    if visit.route in _TAGGED:
        _check_tags(premises, body)
    wish = _WISHES[visit.route](premises, body, visit.now)
    premises.account.check("letzai", wish.credits)
    premises.jobs.make_room(len(visit.request.body))
    job = _job(visit, body, wish)
    premises.jobs.put(job)
    premises.account.charge(_charge(premises, job))
    is_old = premises.settings.dialect == "older" and visit.route in _OLD_STATUS
    record = record_of(premises, job, job.created_at)
    answer = json_answer(record, 200 if is_old else 201)
    return replace(answer, transfer=Transfer(ending="none")) if job.fate.late_by else answer


def _job(visit: Visit, body: Table, wish: Wish) -> Job:
    premises = visit.premises
    fate = fate_of(premises.misfortune.strike("job", "order", f"POST {visit.route}"))
    id_ = premises.new_id()
    ids = [id_] if wish.kind == "image" else [premises.new_id() for _ in range(wish.count)]
    return Job(
        id=id_, kind=wish.kind, route=visit.route, body=body, model=wish.model,
        takes=tuple(wish.take(take) for take in ids), created_at=visit.now + fate.late_by,
        seconds=premises.seconds(_PACE.get(wish.kind, 1.0)), credits=wish.credits, fate=fate,
        owner=premises.user, hides_prompt=bool(body.get("hidePrompt", False)),
    )  # fmt: skip


def _charge(premises: Premises, job: Job) -> Charge:
    token = job.body.get("webhookUrl")
    return Charge(
        id=job.id, provider="letzai", route=job.route, body=job.body, credits=job.credits,
        token=None if token is None else str(token), at=job.created_at,
        seconds=job.seconds, instance=premises.instance,
    )  # fmt: skip


def _check_organization(body: Table) -> None:
    if body.get("organizationId", ORGANIZATION) != ORGANIZATION:
        raise RefusalError(401, "you are no member of this organization")


def _check_tags(premises: Premises, body: Table) -> None:
    known = {model.name for model in premises.trained.values() if model.is_available}
    for name in trained_models("letzai", body):
        if name not in known:
            raise RefusalError(400, f"model @{name[:64]} is not available")
