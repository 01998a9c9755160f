"""Routes: where LetzAI takes orders of a kind, and where it answers for them.

    kind         current         older            lists jobs   knows webhookUrl   can be stopped
    image        /images         /images          yes          yes                yes
    edit         /image-edits    /image-edits     yes          yes                no
    upscale      /upscale        /upscales        yes          /upscale only      no
    video        /videos         /videos          in part      yes                older dialect only
    video-edit   none            /video-edits     not known    yes                older dialect only

Source: LetzAI skill, 2026-07-28, and seeds 000 to 002 for the older dialect. `GET /videos` is said
to show only films of public pictures, so that it proves nothing by what it does not show.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetforge.providers.letzai.refusals import no_job

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.names import Kind
    from assetforge.providers.instruction import Job
    from assetforge.providers.settings import Dialect

IMAGES: Final = "/images"
EDITS: Final = "/image-edits"
UPSCALE: Final = "/upscale"
OLDER_UPSCALES: Final = "/upscales"
VIDEOS: Final = "/videos"
VIDEO_EDITS: Final = "/video-edits"

KIND_OF: Final[Mapping[str, Kind]] = {
    IMAGES: "image", EDITS: "edit", UPSCALE: "upscale", OLDER_UPSCALES: "upscale",
    VIDEOS: "video", VIDEO_EDITS: "video-edit",
}  # fmt: skip
TOKEN_FIELD: Final = "webhookUrl"  # noqa: S105 - the name of a field, not a secret

_CURRENT: Final[Mapping[Kind, str]] = {
    "image": IMAGES, "edit": EDITS, "upscale": UPSCALE, "video": VIDEOS,
}  # fmt: skip
_OLDER: Final[Mapping[Kind, str]] = {
    **_CURRENT, "upscale": OLDER_UPSCALES, "video-edit": VIDEO_EDITS,
}  # fmt: skip
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def route_for(kind: Kind, dialect: Dialect) -> str | None:
    """Find where orders of a kind go; None where the dialect has no such route."""
    return (_OLDER if dialect == "older" else _CURRENT).get(kind)


def routes_of(kind: Kind, dialect: Dialect) -> tuple[str, ...]:
    """List where a job of a kind may be, the route of the dialect first."""
    first = route_for(kind, dialect)
    if kind == "upscale":
        return (OLDER_UPSCALES, UPSCALE) if first == OLDER_UPSCALES else (UPSCALE, OLDER_UPSCALES)
    return (first,) if first is not None else ()


def token_field_of(route: str) -> str | None:
    """Name the field that carries our correlation token; None where the route knows none."""
    return None if route == OLDER_UPSCALES else TOKEN_FIELD


def as_uuid(value: object) -> str | None:
    """Take an id as LetzAI makes them; None where it is anything else."""
    return value if isinstance(value, str) and _UUID.fullmatch(value) else None


def path_of(job: Job) -> str:
    """Write the path of a job.

    Raises:
        MakingError: the id is no UUID, or the route is none of LetzAI's.
    """
    if as_uuid(job.id) is None or job.route not in KIND_OF:
        raise no_job(job)
    return f"{job.route}/{job.id}"
