"""A branch whose lock names other files than were made: the real command line, git and a store."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Final

import pytest
import tomli

from assetforge.core.exits import Exit
from tests.command_line import World, world_with
from tests.documents import document_errors
from tests.git_commands import commit_all, git
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Ended

PROJECT: Final = """\
version = 1
[project]
name = "shop"
[image.lamp]
prompt = "A brass lamp"
size = "64x48"
[image.vase]
prompt = "A clay vase"
size = "64x48"
[image.card]
prompt = "A card"
size = "64x48"
output = "card.webp"
"""
PAID: Final = """\
version = 1
[project]
name = "shop"
[image.hero]
provider = "letzai"
prompt = "A bottle on wet marble"
model = "wan-2-7-image-pro"
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make once a project that is built, whose outputs are in git, as is its lock."""
    home = tmp_path_factory.mktemp("built")
    made = world_with(home, {"assets.toml": PROJECT, ".gitignore": "/.assetforge/\n"})
    git(made.project, "init", "-q")
    assert made.run("build", "-q").code == Exit.DONE
    commit_all(made.project, "built")
    git(made.project, "checkout", "-q", "-b", "change")
    return home


@pytest.fixture
def world(built: Path, tmp_path: Path) -> World:
    """Give a copy of it, with its store."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return World(tmp_path)


def digest(world: World, name: str, part: str = "result") -> str:
    text = (world.project / "assets.lock").read_text("utf-8")
    return str(tomli.loads(text)["asset"][name][part]["digest"])


def edit(world: World, old: str, new: str) -> None:
    lock = world.project / "assets.lock"
    text = lock.read_text("utf-8")
    assert old in text
    lock.write_text(text.replace(old, new), encoding="utf-8")


def other_file(world: World) -> None:
    """Put the vase where the lamp is, in the lock and in the folder."""
    edit(world, digest(world, "lamp"), digest(world, "vase"))
    shutil.copy(world.project / "assets" / "vase.png", world.project / "assets" / "lamp.png")


def under_another_name(world: World) -> None:
    """Say the same by an entry of an asset that there is not."""
    other_file(world)
    edit(world, "[asset.lamp", "[asset.aside")


def other_card(world: World) -> None:
    """Put another file where the converted one is."""
    edit(world, digest(world, "card", "output"), digest(world, "vase"))


@pytest.mark.parametrize(
    ("forge", "address"),
    [(other_file, "lamp"), (under_another_name, "lamp"), (other_card, "card")],
)
def test_a_forged_lock_is_told_in_every_format(
    world: World, forge: Callable[[World], None], address: str
) -> None:
    vase = digest(world, "vase")
    forge(world)
    commit_all(world.project, "forged")
    before = _files(world)

    text, page = (world.run("diff", "main", "--format", each) for each in ("text", "html"))
    markdown, data = world.run("comment", "main", "--dry-run"), world.run("diff", "main", "--json")

    assert {text.code, page.code, markdown.code, data.code} == {Exit.DONE}
    for ended in (text, page, markdown):
        assert f"unproven: the lock says {vase[:19]}, and the store has sha256:" in ended.out
        assert "1 result is unproven: the store has another for the same request" in ended.out
        assert "Ask who made it" in ended.out
    document = json.loads(data.out)
    assert document_errors(document) == []
    assert document["assets"][address]["unproven"]["locked"] == vase
    assert [each for each in document["assets"].values() if each["unproven"]] == [
        document["assets"][address]
    ]
    assert _files(world) == before


def test_a_document_carries_the_mark_to_the_job_that_comments(world: World) -> None:
    other_file(world)
    (world.home / "diff.json").write_text(world.run("diff", "main", "--json").out, encoding="utf-8")

    here = world.run("comment", "main", "--dry-run", "--json")
    there = world.run("comment", "--from", str(world.home / "diff.json"), "--dry-run", "--json")

    own, taken = json.loads(here.out), json.loads(there.out)
    assert document_errors(own) == document_errors(taken) == []
    assert (own["verified"], taken["verified"]) == (True, False)
    assert "1 result is unproven" in own["body"]
    assert "1 result is unproven" in taken["body"]


@pytest.mark.parametrize("how", ["no store", "untrusted"])
def test_nothing_is_claimed_where_no_store_is_asked(world: World, how: str) -> None:
    other_file(world)
    nowhere = world.home / "nowhere"
    changes = {"ASSETFORGE_STORE_DIR": str(nowhere)} if how == "no store" else {}
    words = ["--untrusted"] if how == "untrusted" else []

    text = world.run(*words, "diff", "main", **changes)
    data = world.run(*words, "diff", "main", "--json", **changes)

    assert (text.code, data.code) == (Exit.DONE, Exit.DONE)
    assert "unproven" not in text.out
    assert json.loads(data.out)["assets"]["lamp"]["unproven"] is None
    assert not nowhere.exists()


def test_what_was_built_here_is_not_marked(world: World) -> None:
    manifest = world.project / "assets.toml"
    manifest.write_text(PROJECT.replace("brass", "tin"), encoding="utf-8")
    assert world.run("build", "-q").code == Exit.DONE

    ended = world.run("diff", "main")

    assert "there already" in ended.out
    assert "unproven" not in ended.out


def test_what_two_people_paid_for_is_told_and_an_earlier_take_of_ones_own_is_not(
    tmp_path: Path,
) -> None:
    with SandboxServer(tmp_path / "sandbox") as sandbox:
        own = world_with(tmp_path / "own", {"assets.toml": PAID})
        git(own.project, "init", "-q")
        commit_all(own.project, "asked for")
        git(own.project, "checkout", "-q", "-b", "built")
        _bought(own.run("build", "-y", "-q", **sandbox.variables))
        first = (own.project / "assets.lock").read_bytes()
        _bought(own.run("build", "-y", "-q", "--replace", "hero", **sandbox.variables))
        colleague = world_with(tmp_path / "colleague", {"assets.toml": PAID})
        _bought(colleague.run("build", "-y", "-q", **sandbox.variables))

        (own.project / "assets.lock").write_bytes(first)
        earlier = own.run("diff", "main", **sandbox.variables)
        theirs = (colleague.project / "assets.lock").read_bytes()
        (own.project / "assets.lock").write_bytes(theirs)
        foreign = own.run("diff", "main", **sandbox.variables)

    assert (earlier.code, foreign.code) == (Exit.DONE, Exit.DONE)
    assert "unproven" not in earlier.out
    assert "1 result is unproven" in foreign.out
    assert "so it was made twice, or the lock was edited" in foreign.out


def _bought(ended: Ended) -> None:
    assert ended.code == Exit.DONE, ended.err


def _files(world: World) -> dict[str, bytes]:
    kept = (path for path in world.home.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in kept if ".git" not in path.parts}
