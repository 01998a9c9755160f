"""Results: where a finished job says that its result lies.

    picture, upscale   imageVersions.original, imagePaths.original
    edit               generatedImageCompletion, then the record itself, then each of
                       imageCompletionChoices; of each what a picture has
    film               videoVersions.original, videoPaths.original, .mp4, .webm
    then               a reduced copy, the largest known first: any other text

An entry may be a list; its first text counts. Sources: LetzAI skill, 2026-07-28, and the older
documents for `imagePaths`, `videoPaths` and lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.core.names import FILM_KINDS
from assetforge.core.text import one_line
from assetforge.providers.letzai.links import usable_link
from assetforge.providers.letzai.reading import array, first_text, table
from assetforge.providers.letzai.routes import EDITS, KIND_OF, as_uuid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.core.values import Json, Table

_LARGEST_COPY: Final = "1920x1920"
_FILM_WORDS: Final = ("original", "mp4", "webm")
_COPY_COLUMNS: Final = 30  # of a copy's name, where it is shown
_MOST_ENTRIES: Final = 50  # that are looked at in one list or table

Named: TypeAlias = "tuple[str, Json]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a result lies."""

    url: str
    id: str | None  # of the result, where it is another than the job's
    copy: str | None = None  # which reduced copy it is; None: the original


def result_of(record: Table, route: str, origin: str) -> Found | None:
    """Find the best result that a job's record names; None where it names none."""
    places = list(_places(record, route))
    for pick in (_originals, _copies):
        for id_, place in places:
            for name, value in pick(place, route):
                url = usable_link(first_text(value), origin)
                if url is not None:
                    copy = one_line(name, _COPY_COLUMNS) if pick is _copies else None
                    return Found(url=url, id=id_, copy=copy)
    return None


def bare_choice(record: Table) -> str | None:
    """Find the id of the first picture that an edit names by nothing but its id."""
    ids = (as_uuid(item) for item in _some(record.get("imageCompletionChoices")))
    return next((id_ for id_ in ids if id_ is not None), None)


def _places(record: Table, route: str) -> Iterator[tuple[str | None, Table]]:
    if route != EDITS:
        yield as_uuid(record.get("id")), record
        return
    made = table(record.get("generatedImageCompletion"))
    choices = [table(item) for item in _some(record.get("imageCompletionChoices"))]
    first = (as_uuid(place.get("id")) for place in (made, *choices))
    yield as_uuid(made.get("id")), made
    yield next((id_ for id_ in first if id_ is not None), bare_choice(record)), record
    yield from ((as_uuid(choice.get("id")), choice) for choice in choices)


def _originals(place: Table, route: str) -> Iterator[Named]:
    if KIND_OF.get(route) not in FILM_KINDS:
        for holder in ("imageVersions", "imagePaths"):
            yield "original", table(place.get(holder)).get("original")
        return
    for holder in ("videoVersions", "videoPaths"):
        versions = table(place.get(holder))
        yield from ((word, versions.get(word)) for word in _FILM_WORDS)
    for item in _some(place.get("videoVersions")):
        yield "original", table(item).get("url") or item


def _copies(place: Table, route: str) -> Iterator[Named]:
    is_film = KIND_OF.get(route) in FILM_KINDS
    holders = ("videoVersions", "videoPaths") if is_film else ("imageVersions", "imagePaths")
    for holder in holders:
        versions = table(place.get(holder))
        yield _LARGEST_COPY, versions.get(_LARGEST_COPY)
        yield from list(versions.items())[:_MOST_ENTRIES]


def _some(value: Json) -> list[Json]:
    return list(array(value)[:_MOST_ENTRIES])
