"""Every command that has data has a document for it, and events come beside what people see."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from assetforge.cli.main import group
from assetforge.core.exits import Exit
from assetforge.ui.schema import NAMES
from assetforge.ui.schema_files import EVENTS
from tests.command_line import COMMAND, world_with
from tests.documents import document_errors
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Iterator

GUIDE: Final = Path(__file__).parent.parent / "docs" / "guides" / "machine-output.md"
# Each prints one word, a script or a schema, which is for programs already; or nothing at all.
WITHOUT: Final = frozenset({"init", "schema", "completion"})
LAMP: Final = """\
version = 1
[project]
name = "lamps"
[image.lamp]
provider = "studio"
prompt = "A brass lamp"
size = "64x64"
"""
PAID: Final = """\
version = 1
[project]
name = "lamps"
[image.hero]
provider = "letzai"
prompt = "A bottle, {canary}"
[edit.beach]
provider = "letzai"
from = "hero"
prompt = "At a beach"
"""


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Walk the tree: each command that does something, by the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        words = f"{path} {name}".strip()
        if isinstance(found, click.Group):
            yield from commands(found, words)
        if not isinstance(found, click.Group) or found.invoke_without_command:
            yield words, found


def test_every_command_that_has_data_has_a_document() -> None:
    without = {
        words
        for words, command in commands(group)
        if not any("--json" in parameter.opts for parameter in command.params)
    }

    assert without == WITHOUT


def lines_of(place: Path) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]
    assert [flaw for line in lines for flaw in document_errors(line, "events")] == []
    return lines


def test_events_come_beside_what_people_see(tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": LAMP})

    shown = world.run("build", "--json-into", "events.ndjson")
    document = world.run("build", "--json", "--json-into", "events.ndjson")

    assert "[1/1] made lamp" in shown.err
    assert json.loads(document.out)["document"] == "build"
    assert [line["type"] for line in lines_of(world.project / "events.ndjson")] == [
        "version", "plan", "build_started", "summary",
    ]  # fmt: skip


def test_the_reader_of_the_guide_reads_them(tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": LAMP})
    (reader,) = re.findall(r"(?ms)^```python\n(.*?)^```", GUIDE.read_text(encoding="utf-8"))
    world.run("build", "--json-into", "events.ndjson")
    stranger = b'{"type": "later", "message": "m"}\n'

    read = subprocess.run(
        [sys.executable, "-c", reader], capture_output=True, check=True,
        input=(world.project / "events.ndjson").read_bytes() + stranger,
    )  # fmt: skip

    assert read.stdout.decode().splitlines() == ["lamp assets/lamp.png 0", "{} 0"]


def test_the_guide_has_every_document_and_every_type_of_line() -> None:
    text = GUIDE.read_text(encoding="utf-8")

    missing = [word for word in (*NAMES, *EVENTS) if f"`{word}`" not in text]

    assert missing == []


def test_a_shell_reads_along_on_a_descriptor_of_its_own(tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": LAMP})
    reader, writer = os.pipe()

    subprocess.run(
        [*COMMAND, "build", "--json-into", f"/dev/fd/{writer}"], cwd=world.project,
        env=world.environment(), pass_fds=(writer,), capture_output=True, check=True,
    )  # fmt: skip
    os.close(writer)

    with os.fdopen(reader, "rb") as file:
        lines = [json.loads(line) for line in file]
    assert (lines[0]["type"], lines[-1]["type"]) == ("version", "summary")


def test_where_it_cannot_be_opened_nothing_begins(tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": LAMP})

    missing = world.run("build", "--json-into", "missing/events.ndjson")
    taken = world.run("build", "--json-into", "assets.toml")
    to_come = world.run("build", "--json-into", "assets.lock")

    assert missing.code == Exit.STORAGE
    assert (taken.code, to_come.code) == (Exit.USAGE, Exit.USAGE)
    assert (world.project / "assets.toml").read_text() == LAMP
    assert [path.name for path in world.project.iterdir()] == ["assets.toml"]


def test_a_refused_build_ends_its_stream_with_the_reason(tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": PAID})

    ended = world.run("build", "--no-spend", "--json-into", "events.ndjson")

    *_, change, last = lines_of(world.project / "events.ndjson")
    assert (change["type"], last["type"]) == ("planned_change", "error")
    assert last["exit_code"] == ended.code == Exit.REFUSED


def test_an_invalid_manifest_is_told_with_its_problems(tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": "version = 1\nnonsense = 2\n"})

    ended = world.run("build", "--json-into", "events.ndjson")

    last = lines_of(world.project / "events.ndjson")[-1]
    assert last["exit_code"] == ended.code == Exit.INVALID
    assert last["diagnostics"]


def test_paid_jobs_are_told_with_their_ids_and_no_key_is_anywhere(tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "sandbox") as server:
        keys = [value for name, value in server.variables.items() if name.endswith("_API_KEY")]
        world = world_with(tmp_path, {"assets.toml": PAID.replace("{canary}", keys[0])})

        ended = world.run(
            "build", "-y", "--json", "--json-into", "events.ndjson", **server.variables
        )
        jobs = world.run("jobs", "--all", "--json", **server.variables)
        doctor = world.run("doctor", "--json", **server.variables)

    text = (world.project / "events.ndjson").read_text(encoding="utf-8")
    lines = lines_of(world.project / "events.ndjson")
    ids = {line["address"]: line["job_id"] for line in lines if line["type"] == "job_submitted"}
    done = {line["address"]: line["job_id"] for line in lines if line["type"] == "asset_done"}
    assert ended.code == Exit.DONE
    assert ids == done
    assert set(ids) == {"hero", "beach"}
    for address in ids:
        told = [line["type"] for line in lines if line.get("address") == address]
        assert told.index("job_submitted") < told.index("progress")
        assert told.count("job_submitted") == 1
    assert lines[-1]["credits_spent"] == json.loads(ended.out)["credits_spent"]
    printed = text + ended.out + jobs.out + doctor.out
    assert [key for key in keys if key in printed] == []


def test_what_looks_like_a_key_is_kept_for_the_work_and_printed_nowhere(tmp_path: Path) -> None:
    key = "sk-proj-A1b2C3d4E5f6G7h8I9j0"
    world = world_with(tmp_path, {"assets.toml": LAMP.replace("A brass lamp", f"A lamp, {key}")})

    plan = world.run("plan", "--json", "--out", "plan.json")
    world.run("build", "plan.json", "--json-into", "events.ndjson")
    show = world.run("show", "lamp", "--json")

    printed = plan.out + (world.project / "events.ndjson").read_text(encoding="utf-8") + show.out
    kept = [world.project / name for name in ("plan.json", "assets.lock")]
    assert key not in printed
    assert '"prompt": "A lamp, ***"' in show.out
    assert [key in place.read_text(encoding="utf-8") for place in kept] == [True, True]


def test_a_job_is_told_as_soon_as_it_is_accepted_and_is_in_the_ledger_by_then(
    tmp_path: Path,
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[letzai]\npoll_floor_seconds = 600\n", encoding="utf-8")  # as for real
    world = world_with(tmp_path / "world", {"assets.toml": PAID})
    place = world.project / "events.ndjson"
    with SandboxServer(tmp_path / "sandbox") as server:
        variables = {**server.variables, "ASSETFORGE_CONFIG": str(config)}
        process = world.start("build", "-y", "--json-into", str(place), **variables)
        while not place.exists() or "job_submitted" not in place.read_text(encoding="utf-8"):
            assert process.poll() is None
        process.kill()
        process.communicate()
        jobs = json.loads(world.run("jobs", "--json", **variables).out)
        requests = cast("list[dict[str, object]]", server.ledger()["requests"])

    last = lines_of(place)[-1]
    asked = {f"{each['method']} {each['route']}": each["count"] for each in requests}
    assert asked.items() >= {"POST /images": 1, "GET /images": 1}.items()  # its clock
    assert not any(route.startswith("GET /images/") for route in asked)
    assert (last["type"], last["status"], last["percent"]) == ("job_submitted", "", None)
    assert [each["job"] for each in jobs["jobs"]] == [last["job_id"]]


def test_ctrl_c_is_told_with_the_code_of_the_command(tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": LAMP.replace("64x64", "2048x2048")})
    place = world.project / "events.ndjson"
    process = subprocess.Popen(
        [*COMMAND, "build", "--json-into", str(place)], cwd=world.project,
        env=world.environment(), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while not place.exists() or "asset_started" not in place.read_text(encoding="utf-8"):
        assert process.poll() is None

    process.send_signal(signal.SIGINT)
    code = process.wait()

    last = lines_of(place)[-1]
    assert (code, last["type"], last["exit_code"]) == (
        Exit.INTERRUPTED, "summary", Exit.INTERRUPTED,
    )  # fmt: skip
