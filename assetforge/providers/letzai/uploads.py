"""Uploads: how a file from here becomes a URL that LetzAI can read.

    Ask POST /user-assets ─▶ Put the bytes to `uploadUrl`, without any key ─▶ `imageUrl`
           └─ 404 ─▶ POST /user-images, the older variant, for pictures

What is uploaded can be read by everybody who has its URL. The life of an upload URL is in no
document, so that one that is refused is asked for anew, once (LetzAI skill, 2026-07-28).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.media import EXTENSION_BY_TYPE
from assetforge.providers.conversation import Talk, ask, put
from assetforge.providers.instruction import NOT_FOUND, Ask, Call, Put
from assetforge.providers.letzai.complaints import complaint_of
from assetforge.providers.letzai.links import usable_link
from assetforge.providers.letzai.record import record_of
from assetforge.providers.letzai.refusals import (
    no_upload,
    no_upload_place,
    upload_failed,
    upload_refused,
)

if TYPE_CHECKING:
    from assetforge.core.media import Media
    from assetforge.providers.instruction import Answer
    from assetforge.providers.settings import ServiceSettings

ASSETS: Final = "/user-assets"
OLDER_ASSETS: Final = "/user-images"
_PICTURES: Final = frozenset({"jpg", "png", "webp"})
_FILMS: Final = frozenset({"mp4"})
_REFUSED: Final = frozenset({400, 401, 403, 404, 410})  # by whoever holds the signed URL
_TRIES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot:
    upload: str
    url: str


def shared(media: Media, place: int, settings: ServiceSettings) -> Talk[str]:
    """Upload an input; returns its public URL.

    Raises:
        MakingError: LetzAI takes no such file.
        UnavailableError: the upload failed.
    """
    status = 0
    for _ in range(_TRIES):
        slot = yield from _slot(media, settings)
        order = Put(url=slot.upload, input=place, media_type=media.type)
        answer = yield from put(order)
        if answer.is_good:
            return slot.url
        status = answer.status
        if status not in _REFUSED:
            break
    raise upload_refused(status)


def _slot(media: Media, settings: ServiceSettings) -> Talk[_Slot]:
    extension = _extension(media)
    body = {"extension": extension, "mimeType": media.type}
    call = Call(method="POST", path=ASSETS, body=body)
    answer = yield from ask(Ask(call=call, takes=frozenset({NOT_FOUND})))
    if answer.status == NOT_FOUND and extension in _PICTURES:
        call = Call(method="POST", path=OLDER_ASSETS, body={"extension": extension})
        answer = yield from ask(Ask(call=call, takes=frozenset({NOT_FOUND})))
    if not answer.is_good:
        raise upload_failed(complaint_of(answer, None))
    return _read(answer, settings.origin)


def _extension(media: Media) -> str:
    found = EXTENSION_BY_TYPE.get(media.type, "").lstrip(".")
    if found not in _PICTURES | _FILMS:
        raise no_upload(media.type)
    return found


def _read(answer: Answer, origin: str) -> _Slot:
    body = record_of(answer)
    upload = usable_link(body.get("uploadUrl"), origin)
    url = usable_link(body.get("imageUrl"), origin)
    if upload is None or url is None:
        raise no_upload_place()
    return _Slot(upload=upload, url=url)
