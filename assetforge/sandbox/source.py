"""Sources: what an order is made from. They must exist, be ready, and be of the right sort.

id                    a picture of a job of ours, ready
URL of this server    a result, or an upload that was sent
URL elsewhere         taken on trust, for nothing is fetched; private addresses are refused
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from assetforge.core.digest import digest_bytes
from assetforge.core.media import PNG, Media
from assetforge.providers.drawing import Caption, Poster
from assetforge.sandbox.job import look_at
from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.rendering import Rendering

if TYPE_CHECKING:
    from assetforge.sandbox.job import Job, Take
    from assetforge.sandbox.premises import Premises
    from assetforge.sandbox.rendering import Material

_ELSEWHERE: Final = Media(type=PNG, width=1024, height=1024)
IMAGE_ROUTES: Final = frozenset({"/images", "/image-edits"})  # whose results have ids of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something to work on: its bytes or how they are drawn, and what they are."""

    material: Material
    media: Media


def source_by_id(premises: Premises, id_: str, now: float, *, missing: int = 400) -> Source:
    """Find a picture of ours by its id; an upscale's or a film's id is none.

    Raises:
        RefusalError: `missing`, there is no such image; 400, it is not ready.
    """
    found = premises.jobs.of_take(id_)
    if found is None or found[0].route not in IMAGE_ROUTES or not found[0].is_known(now):
        raise RefusalError(missing, f"image {id_} not found")
    return _ready(*found, now)


def source_by_url(premises: Premises, url: str, now: float, *, is_film: bool = False) -> Source:
    """Find what a URL leads to.

    Raises:
        RefusalError: 400, it cannot be fetched, is not ready, or is of another sort.
    """
    own = premises.settings.origin
    source = _own(premises, url, now) if url.startswith(f"{own}/") else _elsewhere(url)
    if source.media.is_film != is_film and source.media is not _ELSEWHERE:
        raise RefusalError(400, f"the source is no {'video' if is_film else 'image'}")
    return source


def _own(premises: Premises, url: str, now: float) -> Source:
    parts = urlsplit(url).path.strip("/").split("/")
    if len(parts) == 3 and parts[0] == "results":  # noqa: PLR2004 - results, id, name
        found = premises.jobs.of_take(parts[1])
        signed = premises.signed.find(parts[1])
        if found is not None:
            return _ready(*found, now)
        if signed is not None:
            drawing = signed.rendering.drawing
            media = Media(type=PNG, width=drawing.width, height=drawing.height)
            return Source(material=signed.rendering, media=media)
    upload = premises.uploads.find(parts[1]) if len(parts) > 1 and parts[0] == "assets" else None
    if upload is None or upload.data is None:
        raise RefusalError(400, "the source URL cannot be fetched: there is nothing")
    if upload.media is None:
        raise RefusalError(400, "the source cannot be read: it is no image and no video")
    return Source(material=premises.uploads.use(upload), media=upload.media)


def _ready(job: Job, take: Take, now: float) -> Source:
    look = look_at(job, now)
    if not look.has_results:
        raise RefusalError(400, f"the source {take.id} is not ready: {look.word}")
    return Source(material=take.rendering, media=take.media)


def _elsewhere(url: str) -> Source:
    host = urlsplit(url).hostname or ""
    if host == "localhost" or _is_private(host):
        raise RefusalError(400, f"the source URL cannot be fetched: {host} is not public")
    words = Caption(title=host, prompt="a picture from elsewhere", details=())
    drawing = Poster(width=1024, height=1024, seed=digest_bytes(url.encode()), caption=words)
    return Source(material=Rendering(id=url, drawing=drawing), media=_ELSEWHERE)


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False
