"""Routes: which endpoint answers which method and path.

/images/{id}/interruption     parts: the id         needs a key
/results/{id}/{name}          parts: id and name    must not be sent one
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from assetforge.sandbox import letta
from assetforge.sandbox.download_endpoints import serve_result
from assetforge.sandbox.job_endpoints import (
    delete_job,
    interrupt_job,
    list_jobs,
    set_privacy,
    set_prompt_privacy,
    show_job,
)
from assetforge.sandbox.ordering import place_order
from assetforge.sandbox.own_pages import show_health, show_instance, show_ledger
from assetforge.sandbox.trained_endpoints import (
    change_model,
    list_models,
    show_model,
    train_model,
)
from assetforge.sandbox.upload_endpoints import (
    announce_upload,
    change_upload,
    delete_upload,
    list_uploads,
    receive_upload,
    serve_upload,
    show_upload,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from assetforge.providers.settings import Dialect
    from assetforge.sandbox.message import Outcome
    from assetforge.sandbox.visit import Visit

    Endpoint: TypeAlias = Callable[[Visit], Outcome]

# api, order: with a key. download: without one. own: the sandbox's own pages, as anybody likes.
Place: TypeAlias = Literal["api", "order", "download", "own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way to an endpoint."""

    method: str
    pattern: str  # as `/images/{id}`
    endpoint: Endpoint
    place: Place = "api"
    provider: str = "letzai"  # whose key it takes

    @property
    def collection(self) -> str:
        """The part before what is open."""
        return self.pattern.partition("/{")[0]

    def parts(self, path: str) -> tuple[str, ...] | None:
        """Read the open parts of a path; None where it is another route's."""
        given, wanted = path.split("/"), self.pattern.split("/")
        if len(given) != len(wanted):
            return None
        pairs = list(zip(given, wanted, strict=True))
        if any(have != want for have, want in pairs if not want.startswith("{")):
            return None
        return tuple(have for have, want in pairs if want.startswith("{"))


def routes_of(dialect: Dialect) -> tuple[Route, ...]:
    """List every route of a dialect."""
    return (*_COMMON, *_OF_DIALECT[dialect])


def _jobs(route: str) -> Iterator[Route]:
    yield Route(method="POST", pattern=route, endpoint=place_order, place="order")
    yield Route(method="GET", pattern=route, endpoint=list_jobs)
    yield Route(method="GET", pattern=f"{route}/{{id}}", endpoint=show_job)


def _puts(route: str, *names: str) -> Iterator[Route]:
    for name in names:
        yield Route(method="PUT", pattern=f"{route}/{{id}}/{name}", endpoint=_PUTS[name])


_PUTS: Final[Mapping[str, Endpoint]] = {
    "interruption": interrupt_job, "privacy": set_privacy, "prompt-privacy": set_prompt_privacy,
}  # fmt: skip


def _uploads(route: str) -> Iterator[Route]:
    yield Route(method="POST", pattern=route, endpoint=announce_upload)
    yield Route(method="GET", pattern=route, endpoint=list_uploads)
    yield Route(method="GET", pattern=f"{route}/{{id}}", endpoint=show_upload)
    yield Route(method="DELETE", pattern=f"{route}/{{id}}", endpoint=delete_upload)


_COMMON: Final = (
    *_jobs("/images"), *_puts("/images", "interruption", "privacy", "prompt-privacy"),
    *_jobs("/image-edits"),
    *_jobs("/videos"), *_puts("/videos", "privacy", "prompt-privacy"),
    *_uploads("/user-assets"), *_uploads("/user-images"),
    Route(method="PATCH", pattern="/user-assets/{id}", endpoint=change_upload),
    Route(method="GET", pattern="/models", endpoint=list_models),
    Route(method="GET", pattern="/models/{id}", endpoint=show_model),
    Route(method="PATCH", pattern="/models/{id}", endpoint=change_model),
    Route(method="POST", pattern="/models", endpoint=train_model),
    Route(method="GET", pattern="/realtime/health", endpoint=show_health, place="own"),
    Route(
        method="POST", pattern=letta.ROUTE, endpoint=letta.make_pictures, place="order",
        provider="letta",
    ),
    Route(method="GET", pattern="/results/{id}/{name}", endpoint=serve_result, place="download"),
    Route(method="GET", pattern="/assets/{id}/{name}", endpoint=serve_upload, place="download"),
    Route(method="PUT", pattern="/uploads/{id}", endpoint=receive_upload, place="download"),
    Route(method="GET", pattern="/sandbox/ledger", endpoint=show_ledger, place="own"),
    Route(method="GET", pattern="/sandbox/instance", endpoint=show_instance, place="own"),
)  # fmt: skip
_OF_DIALECT: Final[Mapping[Dialect, tuple[Route, ...]]] = {
    "current": (
        *_jobs("/upscale"),
        Route(method="DELETE", pattern="/upscale/{id}", endpoint=delete_job),
    ),
    "older": (
        *_jobs("/upscales"), *_jobs("/video-edits"), *_puts("/videos", "interruption"),
        *_puts("/video-edits", "interruption"),
    ),
}  # fmt: skip
