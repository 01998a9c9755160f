"""Quarantine: where damaged files of the store are put, so that somebody may still look at them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from assetforge.adapters.files import make_folder, refuse_link

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.adapters.store_layout import Layout


def put_away(place: Path, layout: Layout) -> None:
    """Move a damaged file out of the way, for good.

    Raises:
        OSError: the disk refused, or a link stands in place of the quarantine.
    """
    refuse_link(layout.quarantine)
    make_folder(layout.quarantine)
    place.replace(layout.quarantine / f"{place.name}-{secrets.token_hex(4)}")
