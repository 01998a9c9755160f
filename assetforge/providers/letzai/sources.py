"""Sources: how an input is handed over: by an id of LetzAI's own, or by a URL.

    made by              handed over as
    LetzAI, a picture    the picture's id, where the order takes one; else its URL
    LetzAI, an upscale   its URL: an upscale's id is no picture's id
    LetzAI, a film       its id where a film is edited, else its URL
    anybody else         uploaded once, then by the URL of the upload

What the store or the lock says of an input's origin counts, see `Origin`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.providers.conversation import Talk, share
from assetforge.providers.letzai.links import usable_link
from assetforge.providers.letzai.refusals import no_upload_place
from assetforge.providers.letzai.routes import as_uuid

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.providers.letzai.commission import Commission

PICTURES: Final[frozenset[Kind]] = frozenset({"image", "edit"})  # kinds whose result has an id
FILMS: Final[frozenset[Kind]] = frozenset({"video"})  # an edited film's id may be another thing
NOTHING: Final[frozenset[Kind]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The inputs of an order, as they are handed over, each in the order of `from`."""

    ids: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


def gathered(commission: Commission, by_id: frozenset[Kind]) -> Talk[Sources]:
    """Have every input of an order ready; results of the kinds `by_id` are passed by their id."""
    ids: list[str] = []
    urls: list[str] = []
    for place in range(len(commission.request.inputs)):
        found = _id(commission, place, by_id)
        if found is not None:
            ids.append(found)
        else:
            urls.append((yield from _url(commission, place)))
    return Sources(ids=tuple(ids), urls=tuple(urls))


def _id(commission: Commission, place: int, by_id: frozenset[Kind]) -> str | None:
    origin = commission.request.inputs[place].origin
    if origin is None or origin.provider != commission.model.provider or origin.kind not in by_id:
        return None
    return as_uuid(origin.result_id)


def _url(commission: Commission, place: int) -> Talk[str]:
    origin, home = commission.request.inputs[place].origin, commission.settings.origin
    if origin is not None and origin.provider == commission.model.provider:
        known = usable_link(origin.url, home)
        if known is not None:
            return known
    shared = usable_link((yield from share(place)), home)
    if shared is None:
        raise no_upload_place()
    return shared
