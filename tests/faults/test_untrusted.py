"""A run on files that may be anybody's: no key is left, nobody is connected to, nothing is made.

Through the real command line, with keys in its environment and a server where services would be.
"""

from __future__ import annotations

import json
import select
import socket
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.exits import Exit
from tests.command_line import PATIENCE, world_with
from tests.faults.canary_ground import Canaries
from tests.faults.hostile_ground import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.command_line import World

MANIFEST: Final = """\
version = 1
project.name = "spring"

[image.hero]
prompt = "A bottle in the style of @anna"
size = "1600x904"
provider = "letzai"
"""
OURS: Final = {"id": 7, "full_name": "acme/site"}
FORK: Final = {"id": 8, "full_name": "somebody/site"}
MERGE_REQUEST: Final = {"GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "merge_request_event"}


def pull_request(head: object) -> str:
    """Write the part of GitHub's event that counts; what else is in it is somebody's words."""
    request = {"title": '","head":{"repo":', "head": {"repo": head}, "base": {"repo": OURS}}
    return json.dumps({"action": "opened", "pull_request": request})


# Each with the text of the event's file, and variables.
UNTRUSTED: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "a pull request of a fork": (pull_request(FORK), {"GITHUB_EVENT_NAME": "pull_request"}),
    "a pull request of a fork that is gone": (
        pull_request(None), {"GITHUB_EVENT_NAME": "pull_request"},
    ),
    "a review of a pull request of a fork": (
        pull_request(FORK), {"GITHUB_EVENT_NAME": "pull_request_review"},
    ),
    "an event that cannot be read": ("{", {"GITHUB_EVENT_NAME": "pull_request"}),
    "pull_request_target": (pull_request(OURS), {"GITHUB_EVENT_NAME": "pull_request_target"}),
    "workflow_run": ("{}", {"GITHUB_EVENT_NAME": "workflow_run"}),
    "issue_comment": ("{}", {"GITHUB_EVENT_NAME": "issue_comment"}),
    "a merge request of a fork": ("", {
        **MERGE_REQUEST, "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "8",
        "CI_MERGE_REQUEST_PROJECT_ID": "7",
    }),
    "a variable": ("", {"ASSETFORGE_UNTRUSTED": "1"}),
}  # fmt: skip


@pytest.fixture
def world(tmp_path: Path) -> World:
    return world_with(tmp_path, {"assets.toml": MANIFEST})


@pytest.fixture
def canaries(world: World) -> Iterator[Canaries]:
    with Canaries(world) as made:
        yield made


def event(world: World, text: str) -> dict[str, str]:
    """Put the event where a runner puts it."""
    place = world.home / "event.json"
    place.write_text(text, encoding="utf-8")
    return {"GITHUB_EVENT_PATH": str(place)}


@pytest.mark.parametrize("name", UNTRUSTED)
def test_nothing_is_built_and_no_key_is_left(name: str, world: World, canaries: Canaries) -> None:
    text, variables = UNTRUSTED[name]

    ended = canaries.run("build", "-y", "--max-credits", "500", **event(world, text), **variables)

    assert ended.code == Exit.UNTRUSTED
    assert "Nothing was spent." in ended.err
    assert "docs/guides/untrusted.md" in ended.err
    assert canaries.leaked() == []
    assert canaries.connections() == 0
    assert sorted(path.name for path in world.project.iterdir()) == ["assets.toml"]


@pytest.mark.parametrize(
    "words",
    [("plan",), ("plan", "--json"), ("check",), ("status",), ("build", "--draft", "-q")],
    ids=" ".join,
)
def test_what_reads_works_without_any_key(words: tuple[str, ...], canaries: Canaries) -> None:
    ended = canaries.run(*words, GITHUB_EVENT_NAME="pull_request_target")

    assert ended.code == Exit.DONE
    assert canaries.leaked() == []
    assert canaries.connections() == 0


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_flag_counts_wherever_it_stands(place: str, canaries: Canaries) -> None:
    words = ["plan"]
    words.insert(0 if place == "before" else 1, "--untrusted")

    ended = canaries.run(*words)

    assert ended.code == Exit.DONE
    assert "`--untrusted` was given" in ended.err
    assert canaries.leaked() == []


@pytest.mark.parametrize("words", [("models",), ("plan",), ("status",), ("check",)])
def test_no_service_is_asked_on_request_either(words: tuple[str, ...], canaries: Canaries) -> None:
    ended = canaries.run(*words, "--online", "--untrusted")

    assert ended.code == Exit.UNTRUSTED
    assert canaries.connections() == 0


def test_a_project_cannot_switch_it_off(world: World, canaries: Canaries) -> None:
    (world.project / "assets.toml").write_text(f"trusted = true\n{MANIFEST}", encoding="utf-8")

    ended = canaries.run("build", "-y", GITHUB_EVENT_NAME="pull_request_target")

    assert ended.code == Exit.UNTRUSTED


def test_a_config_in_the_checkout_counts_for_nothing(world: World, canaries: Canaries) -> None:
    config = world.project / "config.toml"
    config.write_text("[letzai.prices.image.flux2]\ncredits = 0\n", encoding="utf-8")
    chosen = {"ASSETFORGE_CONFIG": str(config), "GITHUB_EVENT_NAME": "pull_request_target"}

    ended = canaries.run("plan", **chosen)

    assert ended.code == Exit.UNTRUSTED
    assert "lies in the checkout" in ended.err


@pytest.mark.parametrize(
    "words",
    [
        ("build", "--draft", "--json-into", "link"),
        ("build", "--draft", "--json-into", "folder/events"),
        ("plan", "--out", "folder/plan.json"),
        ("sandbox", "--port", "0", "--ledger", "link"),
    ],
    ids=" ".join,
)
def test_nothing_is_written_where_a_link_of_the_checkout_leads(
    words: tuple[str, ...], world: World, canaries: Canaries
) -> None:
    outside = world.home / "outside"
    outside.mkdir()
    (world.project / "link").symlink_to(outside / ".bash_profile")
    (world.project / "folder").symlink_to(outside)

    ended = canaries.run(*words, GITHUB_EVENT_NAME="pull_request_target")

    assert ended.code == Exit.UNTRUSTED
    assert "of the checkout" in ended.err
    assert list(outside.iterdir()) == []


def test_a_pull_request_of_our_own_is_trusted(world: World, canaries: Canaries) -> None:
    """And what is looked for above can be found: the keys are there, and the hook sees them."""
    variables = {**event(world, pull_request(OURS)), "GITHUB_EVENT_NAME": "pull_request"}

    ended = canaries.run("plan", **variables)

    assert ended.code == Exit.DONE
    assert "Untrusted" not in ended.err
    assert canaries.leaked() == sorted(KEYS)


def test_a_trusted_run_does_connect(world: World) -> None:
    """Else no connection would prove nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        origin = f"http://127.0.0.1:{server.getsockname()[1]}"
        asking = world.start(
            "models", "--online", LETZAI_BASE_URL=origin, LETZAI_API_KEY=KEYS["LETZAI_API_KEY"]
        )
        with asking:
            heard, _, _ = select.select([server], [], [], PATIENCE)
            asking.kill()
            asking.communicate()

    assert heard
