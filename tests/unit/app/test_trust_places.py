"""In an untrusted run no config, ledger or store counts that lies among files of anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app import trust
from assetforge.app.money_places import STATE_VARIABLE
from assetforge.app.project import STORE_VARIABLE
from assetforge.app.surroundings import CONFIG_VARIABLE
from assetforge.app.trust_places import refuse_links_to, refuse_places_in
from assetforge.core.errors import UntrustedError

if TYPE_CHECKING:
    from pathlib import Path

VARIABLES = (CONFIG_VARIABLE, STATE_VARIABLE, STORE_VARIABLE)


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a checkout, and a run in doubt whose own places lie beside it."""
    monkeypatch.setattr(trust, "_BEGUN", {"doubt": "a test says so"})
    for name in (*VARIABLES, "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name in VARIABLES:
        monkeypatch.setenv(name, str(tmp_path / "own" / name))
    place = tmp_path / "site"
    place.mkdir()
    return place


@pytest.mark.parametrize("variable", VARIABLES)
def test_a_place_in_the_checkout_is_refused_whether_or_not_it_is_there(
    variable: str, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_places_in([str(checkout), f"{checkout}-other"])
    monkeypatch.setenv(variable, str(checkout / "cache" / "x"))

    with pytest.raises(UntrustedError, match="lies in the checkout") as caught:
        refuse_places_in([str(checkout)])

    assert variable in caught.value.next_step


@pytest.mark.parametrize("variable", VARIABLES)
def test_a_link_in_the_checkout_is_anybody_s_wherever_it_leads(
    variable: str, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout / "x").symlink_to(tmp_path / "own")
    monkeypatch.setenv(variable, str(checkout / "x"))

    with pytest.raises(UntrustedError, match="lies in the checkout"):
        refuse_places_in([str(checkout)])


@pytest.mark.parametrize("variable", VARIABLES)
@pytest.mark.parametrize("through", ["site/x", "site/link"])
def test_a_link_that_leads_into_the_checkout_is_followed(
    through: str, variable: str, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it leads out again."""
    (checkout / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "usual").symlink_to(tmp_path / through)
    monkeypatch.setenv(variable, str(tmp_path / "usual" / "x"))

    with pytest.raises(UntrustedError, match="lies in the checkout"):
        refuse_places_in([str(checkout)])


def test_links_in_a_ring_end_somewhere(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "one" / "x"))

    refuse_places_in([str(checkout)])


@pytest.mark.parametrize("service", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_the_whole_checkout_counts_where_the_project_is_a_part_of_it(
    service: str, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(service, str(tmp_path))

    with pytest.raises(UntrustedError, match="lies in the checkout"):
        refuse_places_in([str(checkout)])


@pytest.mark.parametrize("mark", ["folder", "file"])
def test_the_repository_that_the_project_belongs_to_counts_as_a_whole(
    mark: str, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where no service says what was checked out; a work tree's mark is a file."""
    (tmp_path / ".git").touch() if mark == "file" else (tmp_path / ".git").mkdir()
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "config.toml"))

    with pytest.raises(UntrustedError, match="lies in the checkout"):
        refuse_places_in([str(checkout)])


@pytest.mark.parametrize("place", ["link", "folder/events", "usual/folder/events"])
def test_nothing_is_written_behind_a_link_of_the_checkout(
    place: str, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether or not something is there, where it leads, and however one comes to it."""
    monkeypatch.chdir(checkout)
    (checkout / "link").symlink_to(tmp_path / "home" / ".profile")
    (checkout / "folder").symlink_to(tmp_path / "home")
    (tmp_path / "usual").symlink_to(checkout)
    named = str(tmp_path / place) if place.startswith("usual") else place

    with pytest.raises(UntrustedError, match=r"behind the link .* of the checkout") as caught:
        refuse_links_to(named, ["."])

    assert "no link leads" in caught.value.next_step


@pytest.mark.parametrize("place", ["events", "logs/events", "../usual/events", "../lonely"])
def test_a_file_of_the_checkout_and_a_link_beside_it_are_written(
    place: str, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout)
    (checkout / "logs").mkdir()
    (tmp_path / "usual").symlink_to(tmp_path / "logs")
    (tmp_path / "lonely").symlink_to(tmp_path / "nowhere")

    refuse_links_to(place, ["."])


def test_the_usual_place_counts_where_something_lies(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(STORE_VARIABLE)
    monkeypatch.setattr("assetforge.app.trust_places.store_folder", lambda: str(checkout / "store"))
    refuse_places_in([str(checkout)])

    (checkout / "store").mkdir()

    with pytest.raises(UntrustedError, match="lies in the checkout"):
        refuse_places_in([str(checkout)])
