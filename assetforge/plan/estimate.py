"""How long a step takes, roughly, so that a plan can say when a build will be done.

Remote: the middle of the typical times in the LetzAI polling guide, 2026-01-27 (image and upscale
10 to 30 s, edit 15 to 45 s) and 2026-07-28 (video 30 s to 5 min). Letta publishes none; the same
figures stand in. Local: measured on two cores for pictures of 1600 x 900 and films of 4 s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.names import Kind

REMOTE: Final[Mapping[Kind, float]] = {
    "source": 0, "image": 20, "edit": 30, "upscale": 20, "video": 165, "video-edit": 165,
    "derive": 0.2,
}  # fmt: skip
LOCAL: Final[Mapping[Kind, float]] = {
    "source": 0, "image": 0.2, "edit": 0.3, "upscale": 1, "video": 3, "video-edit": 3,
    "derive": 0.2,
}  # fmt: skip
RESTORE_SECONDS: Final = 0.02


def seconds_to_make(kind: Kind, *, is_local: bool) -> float:
    """Estimate the seconds from asking to having."""
    return (LOCAL if is_local else REMOTE)[kind]
