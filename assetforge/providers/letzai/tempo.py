"""Tempo: how often LetzAI is asked after a job of a kind.

Intervals: LetzAI skill and polling guide, 2026-07-28; typical times: polling guide, 2026-01-27. The
deadlines are ours: passing one is no failure of the job.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.providers.service import Rhythm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.names import Kind

_MINUTE: Final = 60.0
_FILM: Final = Rhythm(interval=3, first_look=30, deadline=45 * _MINUTE)
_RHYTHMS: Final[Mapping[Kind, Rhythm]] = {
    "image": Rhythm(interval=3, first_look=10, deadline=10 * _MINUTE),
    "edit": Rhythm(interval=3, first_look=15, deadline=10 * _MINUTE),
    "upscale": Rhythm(interval=3, first_look=10, deadline=15 * _MINUTE),
    "video": _FILM,
    "video-edit": _FILM,
}


def rhythm_of(kind: Kind) -> Rhythm:
    """Say how often to ask after work of a kind; the slowest where the kind is none of LetzAI's."""
    return _RHYTHMS.get(kind, _FILM)
