"""Redirects of a service's API: never followed, since a key and an order go to one origin alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLUMNS: Final = 80  # of the place, where it is shown


def is_redirect(status: int) -> bool:
    """Say whether an answer sends us elsewhere."""
    return 300 <= status < 400  # noqa: PLR2004 - the class of codes


def place_of(headers: Mapping[str, str]) -> str:
    """Name where an answer sends us, without what a query may hold."""
    place = headers.get("location", "").partition("?")[0].partition("#")[0]
    return one_line(place, _COLUMNS) or "nowhere"
