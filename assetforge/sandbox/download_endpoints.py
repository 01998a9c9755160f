"""Results: served to anybody who has the URL, drawn when they are first asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.core.media import EXTENSION_BY_TYPE
from assetforge.core.pixels import Pixels
from assetforge.providers.drawing import Box, Derivation
from assetforge.providers.drawing_size import with_long_side
from assetforge.sandbox.job import look_at
from assetforge.sandbox.job_record import REDUCED
from assetforge.sandbox.message import NeedsDrawing
from assetforge.sandbox.ranges import ranged
from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.rendering import Rendering
from assetforge.sandbox.spoilt import spoilt

if TYPE_CHECKING:
    from assetforge.sandbox.job import Job, Take
    from assetforge.sandbox.message import HttpAnswer
    from assetforge.sandbox.visit import Visit


def serve_result(visit: Visit) -> HttpAnswer | NeedsDrawing:
    """Answer with the bytes of a result.

    Raises:
        RefusalError: 403, the URL has expired; 404, there is nothing yet.
    """
    id_, name = visit.parts
    rendering = _rendering(visit, id_, name)
    faults = list(visit.premises.misfortune.strike("download", "download", visit.call))

    def finish(data: bytes) -> HttpAnswer:
        answer = ranged(data, rendering.media_type, visit.request)
        for fault in faults:
            answer = spoilt(answer, fault)
        return answer

    if any(fault.kind == "expire" for fault in faults):
        _expire(visit, id_)
        return finish(b"")
    return NeedsDrawing(rendering=rendering, finish=finish)


def _rendering(visit: Visit, id_: str, name: str) -> Rendering:
    signed = visit.premises.signed.find(id_)
    if signed is not None:
        is_right = visit.request.query.get("signature") == signed.signature
        if not is_right or visit.now >= signed.expires_at:
            raise RefusalError(403, "Request has expired")
        return signed.rendering
    found = visit.premises.jobs.of_take(id_)
    if found is None or not look_at(found[0], visit.now).has_results:
        raise RefusalError(404, "there is no such file")
    job, take = found
    if visit.request.query.get("v", "1") != str(job.version):
        raise RefusalError(403, "the URL has expired")
    return _version(job, take, name)


def _version(job: Job, take: Take, name: str) -> Rendering:
    stem = name.removesuffix(EXTENSION_BY_TYPE[take.media.type])
    if stem == name or (stem != "original" and (stem not in REDUCED or take.media.is_film)):
        raise RefusalError(404, f"{job.route} has no such file")
    if stem == "original":
        return take.rendering
    full = Pixels(width=take.media.width, height=take.media.height)
    small = with_long_side(full, min(full.long_side, REDUCED[stem]))
    drawing = Derivation(
        type=take.media.type, width=small.width, height=small.height, fit="cover", quality=90,
        part=Box(left=0, top=0, width=full.width, height=full.height), background="#ffffff",
        second=0,
    )  # fmt: skip
    return Rendering(id=f"{take.id}/{stem}", drawing=drawing, inputs=(take.rendering,))


def _expire(visit: Visit, id_: str) -> None:
    """Let every URL of a job's results lead nowhere; its record then names new ones."""
    visit.premises.signed.expire(id_, visit.now)
    found = visit.premises.jobs.of_take(id_)
    if found is not None:
        visit.premises.jobs.put(replace(found[0], version=found[0].version + 1))
