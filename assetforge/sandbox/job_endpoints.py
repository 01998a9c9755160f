"""What can be asked of jobs and done to them, free of charge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.sandbox.body_fields import PRIVACY, PROMPT_PRIVACY
from assetforge.sandbox.job import look_at
from assetforge.sandbox.job_record import image_record, record_of
from assetforge.sandbox.listing import list_answer
from assetforge.sandbox.premises import USERNAME
from assetforge.sandbox.refusal import RefusalError, json_answer, nothing

if TYPE_CHECKING:
    from assetforge.sandbox.job import Job
    from assetforge.sandbox.message import HttpAnswer
    from assetforge.sandbox.visit import Visit


def show_job(visit: Visit) -> HttpAnswer:
    """Answer with a job; the pictures of an edit are found under `/images` too.

    Raises:
        RefusalError: 400 or 404.
    """
    taken = visit.premises.jobs.of_take(visit.id) if visit.route == "/images" else None
    if taken is not None and taken[0].route == "/image-edits" and taken[0].is_known(visit.now):
        return json_answer(image_record(visit.premises, *taken, visit.now))
    return json_answer(record_of(visit.premises, _found(visit), visit.now))


def list_jobs(visit: Visit) -> HttpAnswer:
    """Answer with a page of jobs; without a filter by user, `/images` shows other people's too.

    Raises:
        RefusalError: 400, the query is wrong.
    """
    premises, query = visit.premises, visit.request.query
    jobs = list(premises.jobs.of_route(visit.route, visit.now))
    if "userId" in query or "username" in query:
        is_own = query.get("userId", premises.user) == premises.user
        is_own &= query.get("username", USERNAME) == USERNAME
        jobs = [job for job in jobs if is_own and job.owner == premises.user]
    return list_answer(
        visit.route, jobs, lambda job: record_of(premises, job, visit.now), query,
        premises.settings.dialect,
    )  # fmt: skip


def interrupt_job(visit: Visit) -> HttpAnswer:
    """Stop a job that is being worked on; what it cost is not given back.

    Raises:
        RefusalError: 400, it is not generating; 404.
    """
    job = _own(visit)
    if look_at(job, visit.now).word != "generating":
        raise RefusalError(400, "only a job that is generating can be interrupted")
    visit.premises.jobs.put(replace(job, interrupted_at=visit.now))
    return nothing()


def set_privacy(visit: Visit) -> HttpAnswer:
    """Change who may see a finished job.

    Raises:
        RefusalError: 400, it is not ready or the body is wrong; 404.
    """
    body, job = visit.body(PRIVACY), _own(visit)
    if not look_at(job, visit.now).has_results:
        raise RefusalError(400, "privacy can be changed once it is ready")
    visit.premises.jobs.put(replace(job, privacy=str(body["privacy"])))
    return nothing()


def set_prompt_privacy(visit: Visit) -> HttpAnswer:
    """Change whether a job's prompt is shown.

    Raises:
        RefusalError: 400, the body is wrong; 404.
    """
    body, job = visit.body(PROMPT_PRIVACY), _own(visit)
    visit.premises.jobs.put(replace(job, hides_prompt=body["hidePrompt"] is True))
    return nothing()


def delete_job(visit: Visit) -> HttpAnswer:
    """Remove a job from every list and from its id.

    Raises:
        RefusalError: 400 or 404.
    """
    job = _own(visit)
    fate = replace(job.fate, unknown_for=float("inf"))
    visit.premises.jobs.put(replace(job, fate=fate))
    return nothing()


def _found(visit: Visit) -> Job:
    job = visit.premises.jobs.find(visit.id, visit.route, visit.now)
    if job is None:
        raise RefusalError(404, f"{visit.route} {visit.id} not found")
    return job


def _own(visit: Visit) -> Job:
    job = _found(visit)
    if job.owner != visit.premises.user:
        raise RefusalError(404, f"{visit.route} {visit.id} not found")
    return job
