"""Whole chains against the sandbox: what is sent is what is documented, once, and recorded."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from typing import TYPE_CHECKING, Final, TypeAlias, cast

import pytest

from assetforge.core.exits import Exit
from assetforge.sandbox.plain_picture import plain_picture
from tests.command_line import ROOT, World, world_with
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Table: TypeAlias = "Mapping[str, object]"

GOLDENS: Final = ROOT / "tests" / "unit" / "providers"
CHAIN: Final = """\
version = 1

[project]
name = "chain"

[defaults]
provider = "letzai"
"""
CURRENT: Final = f"""{CHAIN}
[source.photo]
path = "photo.png"

[image.cat]
prompt = "a cat on a chair"

[edit.beach]
from = "cat"
prompt = "move it to a beach"
aspect_ratio = "16:9"

[edit.home]
from = "photo"
model = "nano-banana-2-lite"
prompt = "move it to a beach"
aspect_ratio = "16:9"

[upscale.large]
from = "beach"

[video.rain]
from = "large"
model = "video-wan25"
prompt = "rain begins to fall"
duration = 10
"""
OLDER: Final = f"""{CHAIN}
[source.photo]
path = "photo.png"

[image.cat]
model = "gemini-3-pro-image"
prompt = "a cat on a chair"
resolution = "2k"

[edit.beach]
from = "cat"
model = "flux2"
prompt = "move it to a beach"
aspect_ratio = "16:9"

[upscale.large]
from = "cat"
model = "nano-banana-pro"
resolution = "2k"

[video.rain]
from = "cat"
model = "video-veo31"
prompt = "rain begins to fall"

[video.photo-rain]
from = "photo"
model = "default"
prompt = "rain begins to fall"
duration = 4
"""
LETTA: Final = f"""{CHAIN.replace("letzai", "letta")}
[image.bottle]
prompt = "a glass bottle on wet marble"

[edit.again]
from = "bottle"
prompt = "a glass bottle on wet marble"
"""
PHOTO: Final = plain_picture(1024, 768, b"\x40\x60\x80")
CHAINS: Final = {
    "current": (CURRENT, ("--dialect", "current"), {
        "cat": "letzai/requests/current-image", "beach": "letzai/requests/current-edit-by-id",
        "home": "letzai/requests/current-edit-by-url",
        "large": "letzai/requests/current-upscale-by-id",
        "rain": "letzai/requests/current-video-by-url",
    }),
    "older": (OLDER, ("--dialect", "older"), {
        "cat": "letzai/requests/older-image", "beach": "letzai/requests/older-edit-by-id",
        "large": "letzai/requests/older-upscale-by-id",
        "rain": "letzai/requests/older-video-by-id",
        "photo-rain": "letzai/requests/older-video-by-url",
    }),
    "letta": (LETTA, (), {
        "bottle": "letta/requests/image", "again": "letta/requests/edit",
    }),
}  # fmt: skip
# As their README says: `assetforge check` names what the models of a service take otherwise.
EXAMPLES: Final[Mapping[str, Mapping[str, str]]] = {
    "quickstart": {
        'name = "quickstart"\n': 'name = "quickstart"\n\n[defaults]\nprovider = "letzai"\n',
        "[upscale.bottle-large]\n": '[upscale.bottle-large]\nmodel = "nano-banana-2"\n',
        "[video.bottle-film]\n": '[video.bottle-film]\nmodel = "video-kling3"\n',
    },
    "spring-launch": {
        'provider = "studio"': 'provider = "letzai"',
        "max_credits = 2000": "max_credits = 20000",
        "[upscale.hero-large]\n": '[upscale.hero-large]\nmodel = "nano-banana-2"\n',
        "[video.hero-film]\n": '[video.hero-film]\nmodel = "video-kling26"\n',
        "duration = 3\n": "duration = 5\n",
        "duration = 2\n": "duration = 3\n",
        "[video.story]\n": '[video.story]\nmodel = "video-kling3"\n',
        'size = "720x720"\n': "",
        'size = "800x500"\n': "",
        "seed = 7 # the same picture in every language\n": "",
    },
}


@pytest.mark.parametrize("chain", CHAINS)
def test_a_chain_sends_what_its_golden_files_hold_and_only_once(chain: str, tmp_path: Path) -> None:
    manifest, options, goldens = CHAINS[chain]
    world = world_with(tmp_path / "world", {"assets.toml": manifest})
    (world.project / "photo.png").write_bytes(PHOTO)
    around = {"ASSETFORGE_DIALECT": "older"} if chain == "older" else {}

    with SandboxServer(tmp_path / "sandbox", "--tell-credits", *options) as sandbox:
        first = world.run("build", "-y", **sandbox.variables, **around)
        asked = requests_to(sandbox)
        again = world.run("build", "-y", **sandbox.variables, **around)
        asked_again = requests_to(sandbox)
        orders = sandbox.orders()

    assert (first.code, again.code) == (Exit.DONE, Exit.DONE), first.err
    assert asked_again == asked
    assert sorted(map(_sent, orders)) == sorted(_golden(name) for name in goldens.values())
    _check_lock(world, orders)


def _check_lock(world: World, orders: list[Table]) -> None:
    """Hold what the lock says of each paid asset against what the server says."""
    lock = tomllib.loads((world.project / "assets.lock").read_text("utf-8"))
    by_job = {order["id"]: order for order in orders}
    assert len(lock["asset"]) == len(orders)
    for entry in lock["asset"].values():
        result = entry["result"]
        assert re.fullmatch("sha256:[0-9a-f]{64}", result["digest"])
        assert any(name.startswith("credits_estimated") for name in entry)  # a price, or a range
        if entry["provider"] == "letzai":  # Letta has no jobs, and may send a picture with no URL
            assert entry["credits_charged"] == by_job[entry["job_id"]]["credits"]
            assert result["id"]
            assert result["url"].startswith("http://127.0.0.1:")
    charged = sum(entry["credits_charged"] for entry in lock["asset"].values())
    assert charged == sum(cast("int", order["credits"]) for order in orders)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_bought_whole_and_once(name: str, tmp_path: Path) -> None:
    world = _moved(name, tmp_path)

    with SandboxServer(tmp_path / "sandbox", "--credits", "20000") as sandbox:
        first = world.run("build", "-y", **sandbox.variables)
        asked, paid = requests_to(sandbox), sandbox.orders()
        again = world.run("build", "-y", **sandbox.variables)
        asked_again = requests_to(sandbox)

    assert first.code == Exit.DONE, first.err
    assert asked_again == asked
    assert again.code == Exit.DONE
    lock = tomllib.loads((world.project / "assets.lock").read_text("utf-8"))
    bought = [entry for entry in lock["asset"].values() if entry["provider"] == "letzai"]
    assert len(paid) == len({entry["job_id"] for entry in bought})
    assert all(path.is_file() for path in _outputs(world, lock))


def _moved(name: str, home: Path) -> World:
    """Copy an example and have it made by LetzAI."""
    world = World(home / "world")
    shutil.copytree(ROOT / "examples" / name, world.project)
    for old, new in EXAMPLES[name].items():
        places = [
            place for place in world.project.rglob("*.toml") if old in place.read_text("utf-8")
        ]
        assert places, f"`{old}` is not in the example any more"
        for place in places:
            place.write_text(place.read_text("utf-8").replace(old, new), encoding="utf-8")
    return world


def _outputs(world: World, lock: dict[str, dict[str, dict[str, dict[str, str]]]]) -> list[Path]:
    return [world.project / entry["output"]["path"] for entry in lock["asset"].values()]


def requests_to(sandbox: SandboxServer) -> list[Table]:
    """List how often each route was asked, but for the sandbox's own pages."""
    counted = cast("list[Table]", sandbox.ledger()["requests"])
    return [each for each in counted if not str(each["route"]).startswith("/sandbox/")]


def _sent(order: Table) -> str:
    """Write an order as it came, its ids, URLs and files as words; the token is not its own."""
    body = dict(cast("Table", order["body"]))
    files = cast("list[object]", body.pop("input_images", []))
    token = body.pop("webhookUrl", None)
    return _words({"path": order["route"], "body": body, "files": len(files), "token": bool(token)})


def _golden(name: str) -> str:
    table = cast("Table", json.loads((GOLDENS / f"{name}.json").read_text("utf-8")))
    inline = cast("Mapping[str, list[int]]", table.get("inline", {}))
    return _words({
        "path": table["path"], "body": table["body"],
        "files": sum(len(places) for places in inline.values()),
        "token": table.get("token_field") is not None,
    })  # fmt: skip


def _words(table: Table) -> str:
    text = json.dumps(table, sort_keys=True)
    text = re.sub(r'"https?://[^"]*"', '"URL"', text)
    return re.sub(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", "ID", text)
