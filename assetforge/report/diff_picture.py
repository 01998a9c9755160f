"""Pictures of locked results, by the URL that the lock holds: shown to whoever reads a report.

A lock is a file that anybody may have written, so a URL counts only on a host of the provider's own
and over https. What it shows may still be another picture than the one that was locked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from assetforge.core.names import FILM_KINDS
from assetforge.providers.letzai.links import own_link

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetforge.lock.model import Entry

# Letta hands its pictures over in the answer itself, without a URL.
_OWN: Final[Mapping[str, Callable[[object, str], str | None]]] = {"letzai": own_link}
_PLAIN: Final = ":/%?=+,;@!$~-._&"  # beside letters and digits, what a URL keeps as it is


def picture_url(entry: Entry | None) -> str | None:
    """Find a URL under which the picture of an entry can be seen; None where there is none."""
    if entry is None or entry.made.kind in FILM_KINDS:
        return None
    return shown_url(entry.made.provider, entry.made.url)


def shown_url(provider: str, url: object) -> str | None:
    """Take a URL from anybody's file that may be shown; None where it is not its provider's."""
    own = _OWN.get(provider)
    found = None if own is None else own(url, "")
    return None if found is None else quote(found, safe=_PLAIN)
