"""Where this user's own files may lie in a run that is not trusted: not among files of anybody.

    config   says where services are, and what they cost
    ledger   says what was bought
    store    says which results are there

A link in the checkout is anybody's, wherever it leads, and so is what a link outside leads to in
the checkout. So a place counts as it is named, at each link on the way, and as it is found.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.app.money_places import STATE_VARIABLE, money_places
from assetforge.app.project import STORE_VARIABLE, store_folder
from assetforge.app.surroundings import CONFIG_VARIABLE, config_place, surroundings
from assetforge.app.trust import doubt, untrusted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assetforge.core.errors import UntrustedError

_MOST_LINKS: Final = 40  # on one way; what has more is found by its end


def refuse_places_in(folders: Iterable[str]) -> None:
    """Refuse a config, a ledger or a store of the user that lies in one of these folders.

    Where the place was chosen, it need not be there yet: the checkout decides whether it is.

    Raises:
        UntrustedError: one does.
    """
    checkouts = (os.environ.get("GITHUB_WORKSPACE"), os.environ.get("CI_PROJECT_DIR"))
    within = {each for folder in (*folders, *checkouts) if folder for each in _ways(folder)}
    for what, variable, place in _places():
        is_meant = bool(os.environ.get(variable)) or os.path.lexists(place)
        if is_meant and any(_is_below(way, folder) for way in _ways(place) for folder in within):
            raise _among_files_of_anybody(what, place, variable)


def _places() -> Iterator[tuple[str, str, str]]:
    yield "the config file", CONFIG_VARIABLE, str(config_place(surroundings()))
    yield "the state folder", STATE_VARIABLE, str(money_places().folder)
    yield "the store", STORE_VARIABLE, store_folder()


def _ways(place: str) -> frozenset[str]:
    """Name a place as it was named, after each link on the way to it, and where it ends."""
    path = _plain(Path.cwd() / place)
    ways = {str(path), os.path.realpath(place)}
    for _ in range(_MOST_LINKS):
        link = next((each for each in (*reversed(path.parents), path) if each.is_symlink()), None)
        if link is None:
            break
        path = _plain(link.parent / link.readlink() / path.relative_to(link))
        ways.add(str(path))
    return frozenset(map(os.path.normcase, ways))


def _plain(path: Path) -> Path:
    return Path(os.path.normpath(path))


def _is_below(place: str, folder: str) -> bool:
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)


def _among_files_of_anybody(what: str, place: str, variable: str) -> UntrustedError:
    error = untrusted(f"{what} {place}, which lies in the checkout,", doubt())
    error.next_step = f"Have {variable} name a place outside of the checkout."
    return error
