"""Recent jobs: what LetzAI's lists show of the last hours, whoever ordered it with this key.

routes of the dialect ─ one list after another ─▶ Recent …    and which lists were not whole
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.providers.instruction import Job
from assetforge.providers.letzai.adoption import Candidate
from assetforge.providers.letzai.listing import created_at, listed
from assetforge.providers.letzai.reading import text
from assetforge.providers.letzai.record import worth_keeping
from assetforge.providers.letzai.routes import (
    EDITS,
    IMAGES,
    OLDER_UPSCALES,
    TOKEN_FIELD,
    UPSCALE,
    VIDEO_EDITS,
    VIDEOS,
)
from assetforge.providers.letzai.states import state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.values import Table
    from assetforge.providers.conversation import Talk
    from assetforge.providers.instruction import Phase
    from assetforge.providers.settings import ServiceSettings

_TOKEN: Final = re.compile(
    r"https://(?P<intent>[a-z0-9]+)\.(?P<project>[0-9a-f]{12})\.assetforge\.invalid"
    r"(?:/(?P<key>[0-9a-f]{16})?)?"
)
_CURRENT: Final = (IMAGES, EDITS, UPSCALE, VIDEOS)
_OLDER: Final = (IMAGES, EDITS, OLDER_UPSCALES, VIDEOS, VIDEO_EDITS)
_SHOWN: Final = 60  # columns of a prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """A job as a list shows it."""

    candidate: Candidate
    created: float | None  # seconds since 1970
    intent: str | None  # of ours, as its token tells; None: nobody knows whose order it was
    project: str | None  # that ordered it, as its token tells
    key: str | None  # its mark: what was ordered, as the token tells
    prompt: str  # its beginning; clean
    phase: Phase = "running"

    @property
    def job(self) -> Job:
        """Where to ask after it."""
        return self.candidate.job


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What lists showed."""

    jobs: tuple[Recent, ...]
    torn: tuple[str, ...]  # routes whose list was not read to the end

    @property
    def dates(self) -> Mapping[str, float | None]:
        """When each job was ordered, by its id."""
        return {job.job.id: job.created for job in self.jobs}


def recent_jobs(since: float, settings: ServiceSettings) -> Talk[Survey]:
    """List the jobs made since a moment, in seconds since 1970, route by route."""
    jobs: list[Recent] = []
    torn: list[str] = []
    for route in _OLDER if settings.dialect == "older" else _CURRENT:
        listing = yield from listed(route, since, _is_ours)
        items = [(id_, item) for id_, item in listing.items.items() if _is_since(item, since)]
        jobs += [_recent(Job(id=id_, route=route), item, settings.origin) for id_, item in items]
        torn += [] if listing.is_whole else [route]
    return Survey(jobs=tuple(jobs), torn=tuple(torn))


def _is_ours(item: Table) -> bool:
    return _TOKEN.fullmatch(text(item.get(TOKEN_FIELD)) or "") is not None


def _is_since(item: Table, since: float) -> bool:
    at = created_at(item)
    return at is None or at >= since


def _recent(job: Job, item: Table, origin: str) -> Recent:
    token = _TOKEN.fullmatch(text(item.get(TOKEN_FIELD)) or "")
    return Recent(
        candidate=Candidate(job=job, record=item), created=created_at(item),
        intent=None if token is None else token["intent"],
        project=None if token is None else token["project"],
        key=None if token is None else token["key"],
        prompt=one_line(text(item.get("prompt")) or "", _SHOWN),
        phase=state_of(job, worth_keeping(item), origin).phase,
    )  # fmt: skip
