"""Where files may lie in a run that is not trusted.

    config   says where services are, and what they cost ┐
    ledger   says what was bought                        ├ not among files of anybody
    store    says which results are there                ┘
    what is written   through no link that is anybody's

A link in the checkout is anybody's, wherever it leads, and so is what a link outside leads to in
the checkout. So a place counts as it is named, at each link on the way, and as it is found. The
checkout is the project's folder, all that belongs to the same git repository, and what the CI
service calls its workspace.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.app.money_places import STATE_VARIABLE, money_places
from assetforge.app.project import STORE_VARIABLE, store_folder
from assetforge.app.surroundings import CONFIG_VARIABLE, config_place, surroundings
from assetforge.app.trust import doubt, untrusted
from assetforge.core.text import one_line

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
    within = _checkouts(folders)
    for what, variable, place in _places():
        is_meant = bool(os.environ.get(variable)) or os.path.lexists(place)
        if is_meant and any(_is_below(way, folder) for way in _ways(place) for folder in within):
            raise _among_files_of_anybody(what, place, variable)


def refuse_links_to(place: str, folders: Iterable[str]) -> None:
    """Refuse to write where a link of the checkout leads, or would.

    Raises:
        UntrustedError: there is a link of anybody's on the way.
    """
    within = _checkouts(folders)
    for link in _links(place):
        if any(_is_below(os.path.normcase(link), folder) for folder in within):
            raise _behind_a_link(place, link)


def _checkouts(folders: Iterable[str]) -> frozenset[str]:
    given = list(folders)
    repositories = (_repository(Path(folder)) for folder in given)
    services = (os.environ.get("GITHUB_WORKSPACE"), os.environ.get("CI_PROJECT_DIR"))
    known = (each for each in (*given, *repositories, *services) if each)
    return frozenset(way for folder in known for way in _ways(folder))


def _repository(folder: Path) -> str:
    """Name the folder of the git repository that a folder belongs to; empty: it is in none."""
    place = Path(os.path.realpath(folder))
    return next((str(each) for each in (place, *place.parents) if _is_top(each)), "")


def _is_top(folder: Path) -> bool:
    return os.path.lexists(folder / ".git")


def _places() -> Iterator[tuple[str, str, str]]:
    yield "the config file", CONFIG_VARIABLE, str(config_place(surroundings()))
    yield "the state folder", STATE_VARIABLE, str(money_places().folder)
    yield "the store", STORE_VARIABLE, store_folder()


def _ways(place: str) -> frozenset[str]:
    """Name a place as it was named, after each link on the way to it, and where it ends."""
    ways = {str(_plain(Path.cwd() / place)), os.path.realpath(place)}
    ways.update(str(after) for _, after in _followed(place))
    return frozenset(map(os.path.normcase, ways))


def _links(place: str) -> frozenset[str]:
    """Name each link on the way to a place."""
    return frozenset(str(link) for link, _ in _followed(place))


def _followed(place: str) -> Iterator[tuple[Path, Path]]:
    """Follow the links on the way to a place one by one: each link, and the place after it."""
    path = _plain(Path.cwd() / place)
    for _ in range(_MOST_LINKS):
        link = next((each for each in (*reversed(path.parents), path) if each.is_symlink()), None)
        if link is None:
            return
        path = _plain(link.parent / link.readlink() / path.relative_to(link))
        yield link, path


def _plain(path: Path) -> Path:
    return Path(os.path.normpath(path))


def _is_below(place: str, folder: str) -> bool:
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)


def _among_files_of_anybody(what: str, place: str, variable: str) -> UntrustedError:
    error = untrusted(f"{what} {place}, which lies in the checkout,", doubt())
    error.next_step = f"Have {variable} name a place outside of the checkout."
    return error


def _behind_a_link(place: str, link: str) -> UntrustedError:
    error = untrusted(
        f"writing `{one_line(place)}`, behind the link {one_line(link)} of the checkout,", doubt()
    )
    error.next_step = "Name a file outside of the checkout, or one to which no link leads."
    return error
