"""Uploads: announced with a key, sent without one, seen by everybody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.sandbox.body_fields import UPLOAD_CHANGES, UPLOADS
from assetforge.sandbox.listing import list_answer
from assetforge.sandbox.message import HttpAnswer, NeedsDecoding
from assetforge.sandbox.moment import iso
from assetforge.sandbox.ranges import ranged
from assetforge.sandbox.refusal import RefusalError, json_answer, nothing
from assetforge.sandbox.upload import LIFETIME, Upload

if TYPE_CHECKING:
    from assetforge.core.media import Media
    from assetforge.core.values import Json
    from assetforge.sandbox.premises import Premises
    from assetforge.sandbox.visit import Visit


def announce_upload(visit: Visit) -> HttpAnswer:
    """Answer with a URL to send a file to, good for a quarter of an hour.

    Raises:
        RefusalError: 400, the body is wrong; 413, there is no room.
    """
    body = visit.body(UPLOADS[visit.route])
    premises = visit.premises
    upload = Upload(
        id=premises.new_id(), route=visit.route, extension=str(body["extension"]), details=body,
        signature=f"{premises.chance.getrandbits(128):032x}", created_at=visit.now,
    )  # fmt: skip
    premises.uploads.put(upload)
    status = 201 if visit.route == "/user-assets" else 200
    return json_answer(
        {**_record(premises, upload), "uploadUrl": _put_url(premises, upload)}, status
    )


def receive_upload(visit: Visit) -> HttpAnswer | NeedsDecoding:
    """Take a file in at its signed URL.

    Raises:
        RefusalError: 400, a key came along; 403, the signature is wrong, of another type or old.
    """
    upload, request = visit.premises.uploads.find(visit.parts[0]), visit.request
    if request.is_keyed:
        raise RefusalError(400, "only one way of signing a request is allowed")
    if upload is None or request.query.get("signature") != upload.signature:
        raise RefusalError(403, "SignatureDoesNotMatch")
    if visit.now > upload.created_at + LIFETIME:
        raise RefusalError(403, "Request has expired")
    if request.headers.get("content-type") != upload.media_type:
        raise RefusalError(403, f"SignatureDoesNotMatch: send it as {upload.media_type}")

    def finish(media: Media | None) -> HttpAnswer:
        visit.premises.uploads.put(replace(upload, data=request.body, media=media, is_used=False))
        return HttpAnswer(status=200)

    return NeedsDecoding(data=request.body, finish=finish)


def serve_upload(visit: Visit) -> HttpAnswer:
    """Answer with a file that was sent.

    Raises:
        RefusalError: 404.
    """
    upload = visit.premises.uploads.find(visit.parts[0])
    if upload is None or upload.data is None:
        raise RefusalError(404, "there is no such file")
    return ranged(upload.data, upload.media_type, visit.request)


def list_uploads(visit: Visit) -> HttpAnswer:
    """Answer with a page of uploads.

    Raises:
        RefusalError: 400, the query is wrong.
    """
    premises = visit.premises
    return list_answer(
        visit.route, list(premises.uploads.of_route(visit.route)),
        lambda upload: _record(premises, upload), visit.request.query, premises.settings.dialect,
    )  # fmt: skip


def show_upload(visit: Visit) -> HttpAnswer:
    """Answer with what is known of an upload.

    Raises:
        RefusalError: 400 or 404.
    """
    return json_answer(_record(visit.premises, _found(visit)))


def change_upload(visit: Visit) -> HttpAnswer:
    """Change what is said of an upload.

    Raises:
        RefusalError: 400 or 404.
    """
    body, upload = visit.body(UPLOAD_CHANGES), _found(visit)
    changed = replace(upload, details={**upload.details, **body})
    visit.premises.uploads.put(changed)
    return json_answer(_record(visit.premises, changed))


def delete_upload(visit: Visit) -> HttpAnswer:
    """Remove an upload and its file.

    Raises:
        RefusalError: 400 or 404.
    """
    visit.premises.uploads.remove(_found(visit).id)
    return nothing()


def _found(visit: Visit) -> Upload:
    upload = visit.premises.uploads.find(visit.id, visit.route)
    if upload is None:
        raise RefusalError(404, f"{visit.route} {visit.id} not found")
    return upload


def _put_url(premises: Premises, upload: Upload) -> str:
    origin = premises.settings.origin
    return f"{origin}/uploads/{upload.id}?signature={upload.signature}"


def _record(premises: Premises, upload: Upload) -> dict[str, Json]:
    told = {name: upload.details[name] for name in upload.details if name != "numberOfImages"}
    return {
        **told, "id": upload.id, "mimeType": upload.media_type,
        "imageUrl": f"{premises.settings.origin}/assets/{upload.id}/original.{upload.extension}",
        "fileSize": None if upload.data is None else len(upload.data),
        "createdAt": iso(upload.created_at),
    }  # fmt: skip
