"""Refusals: orders that are not sent to LetzAI, as errors that say why and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.errors import DamagedError, MakingError, UnavailableError
from assetforge.core.text import one_line

if TYPE_CHECKING:
    from assetforge.core.limits import Limit
    from assetforge.providers.instruction import Job
    from assetforge.providers.protocol import Request

KEPT = "What the job cost stands; its id is kept."


def no_such_model(request: Request) -> MakingError:
    """Refuse a model that the catalogue does not know, or none where there is no default."""
    named = "no model, and LetzAI has no default one"
    if request.model is not None:
        named = f"the model `{one_line(request.model, 60)}`, which is none of LetzAI's"
    return MakingError(
        f"{request.address} names {named} for the kind {request.kind}",
        next_step="Run `assetforge models` to see which there are, and name one.",
    )


def no_route(request: Request) -> MakingError:
    """Refuse a kind that the dialect has no route for."""
    if request.kind == "video-edit":
        return MakingError(
            f"{request.address} edits a film, and LetzAI's public API documents no route for that",
            next_step='Only its older dialect has one: set `dialect = "older"` for letzai in your '
            "own config, or name another provider.",
        )
    return MakingError(
        f"{request.address} is of the kind {request.kind}, which LetzAI does not make",
        next_step="Name another provider for it.",
    )


def not_spoken(request: Request, what: str) -> MakingError:
    """Refuse what the older dialect cannot say."""
    return MakingError(
        f"{request.address} asks for {what}, which LetzAI's older dialect does not have",
        next_step="Ask for something else, or leave `dialect` for letzai out of your own config.",
    )


def not_taken(request: Request, field: str, limit: Limit) -> MakingError:
    """Refuse a value that a model does not take."""
    return MakingError(
        f"`{field}` of {request.address} holds a value that its model does not take",
        next_step=f"It takes {limit}.",
    )


def missing(request: Request, what: str) -> MakingError:
    """Refuse an order that lacks something LetzAI asks for."""
    return MakingError(
        f"{request.address} needs {what}, and LetzAI takes no such order without",
        next_step=f"Add {what} in the manifest.",
    )


def too_many(request: Request, most: int) -> MakingError:
    """Refuse more inputs than a model takes."""
    return MakingError(
        f"{request.address} is made from {len(request.inputs)} others, and its model takes {most}",
        next_step="Name fewer in `from`, or build it in several steps.",
    )


def no_organization(request: Request) -> MakingError:
    """Refuse a model that works only for organizations."""
    return MakingError(
        f"the model of {request.address} works only for an organization, and none is set",
        next_step="Set `organization` for letzai in your own config, or name another model.",
    )


def no_upload(media_type: str) -> MakingError:
    """Refuse to upload a type of file that LetzAI does not take."""
    return MakingError(
        f"LetzAI takes no uploads of the type {media_type}",
        next_step="Convert the source to PNG, JPEG or WebP (a `derive` does it for nothing).",
    )


def upload_refused(status: int) -> UnavailableError:
    """Say that the place for an upload did not take it."""
    return upload_failed(f"the place it named for the file answered {status}")


def no_upload_place() -> UnavailableError:
    """Say that no usable place for an upload was named."""
    return upload_failed("it named no address that can be used for the file")


def upload_failed(why: str) -> UnavailableError:
    """Say that an input could not be brought to LetzAI."""
    return UnavailableError(
        f"an input could not be uploaded to LetzAI: {why}",
        next_step="Run `assetforge build` again.",
    )


def unnamed_result() -> UnavailableError:
    """Say that a finished job names no result."""
    return _no_result("does not say where its result lies")


def lost_result() -> UnavailableError:
    """Say that what a finished job names is not there."""
    return _no_result("gives an address for its result that leads nowhere")


def nothing_left() -> DamagedError:
    """Say that a result made earlier is not to be had again: asking once more would not help."""
    return DamagedError(
        "LetzAI does not have this result any more, or does not say where it is",
        next_step="Make it again with `assetforge build --replace`, which costs credits.",
    )


def unreadable_list(route: str) -> UnavailableError:
    """Say that an answer that should be a list is none."""
    return UnavailableError(
        f"LetzAI's answer for {route} is no list that can be read",
        next_step="Try again later; if it stays so, LetzAI changed its answers.",
    )


def no_job(job: Job) -> MakingError:
    """Refuse to ask after what cannot be a job of LetzAI's."""
    return MakingError(
        f"`{one_line(f'{job.route}/{job.id}', 80)}` is no job of LetzAI, whose ids are UUIDs",
        next_step="Look the id up at LetzAI and name it as it stands there.",
    )


def _no_result(why: str) -> UnavailableError:
    return UnavailableError(
        f"LetzAI finished the job and {why}",
        cost=KEPT,
        next_step="Run `assetforge build` again: it takes the job up at no charge.",
    )
