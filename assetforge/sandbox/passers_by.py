"""Other people's pictures: `GET /images` is a feed, and shows them to whoever does not filter."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.sandbox.job import Job
from assetforge.sandbox.wish import Wish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.sandbox.premises import Premises

_PROMPTS: Final = ("A lighthouse in fog", "Portrait of a fox", "A bowl of oranges")
_AGE: Final = 3600.0  # seconds between them


def pictures_of_others(premises: Premises, now: float) -> Iterator[Job]:
    """Make finished public pictures of somebody else, the oldest first."""
    stranger = premises.new_id()
    for number, prompt in enumerate(_PROMPTS):
        id_ = premises.new_id()
        wish = Wish(
            kind="image", model="flux2", offer=None, asked={},
            drawn={"prompt": prompt, "size": "640x640"},
        )  # fmt: skip
        yield Job(
            id=id_, kind="image", route="/images", body={"prompt": prompt}, model="flux2",
            takes=(wish.take(id_),), created_at=now - _AGE * (len(_PROMPTS) - number), seconds=10,
            credits=Decimal(60), owner=stranger, privacy="public",
        )  # fmt: skip
