"""The sandbox as people meet it: a command that prints where it is, and serves until Ctrl-C."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.sandbox.fault import FAULT_KINDS
from assetforge.sandbox.fault_file import parse_faults
from tests.command_line import COMMAND, PATIENCE, ROOT, World

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from pathlib import Path

GUIDE: Final = ROOT / "docs" / "guides" / "sandbox.md"


@pytest.fixture
def world(tmp_path: Path) -> World:
    found = World(tmp_path)
    found.project.mkdir()
    return found


def test_it_prints_what_a_shell_needs_and_serves_until_ctrl_c(world: World) -> None:
    with started(world, "--latency", "0", "--plain") as sandbox:
        told = exports(sandbox, 4)
        origin = told["LETZAI_BASE_URL"]
        order = {"prompt": "A lamp", "baseModel": "flux2"}
        record = ask(origin, told["LETZAI_API_KEY"], "POST", "/images", order)
        ready = ask(origin, told["LETZAI_API_KEY"], "GET", f"/images/{record['id']}")
        ledger = ask(origin, "", "GET", "/sandbox/ledger")
        code, errors = ended(sandbox, signal.SIGINT)

    assert told["LETTA_BASE_URL"] == origin
    assert told["LETTA_API_KEY"] != told["LETZAI_API_KEY"]
    assert ready["status"] == "ready"
    assert ledger["credits"]["letzai"] == {"granted": 10000, "charged": 60, "left": 9940}  # type: ignore[index]  # as it is written
    assert f"{ledger['instance']} listens on {origin}" in errors
    assert "What is made here counts for nothing elsewhere" in errors
    assert code == 130


def test_a_program_gets_a_document_and_a_system_may_stop_it(world: World) -> None:
    with started(world, "--json", "--quiet", "--seed", "7") as sandbox:
        document = document_of(sandbox)
        code, errors = ended(sandbox, signal.SIGTERM)

    assert document["document"] == "sandbox"
    assert set(document) == {"format_version", "document", "origin", "instance", "keys", "seed"}
    assert document["seed"] == 7
    assert (code, errors) == (143, "")


@contextmanager
def started(world: World, *words: str) -> Generator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [*COMMAND, "sandbox", "--port", "0", *words], cwd=world.project,
        env=world.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as sandbox:  # fmt: skip
        try:
            yield sandbox
        finally:
            sandbox.kill()


def exports(sandbox: subprocess.Popen[str], count: int) -> dict[str, str]:
    """Read so many lines as a shell would."""
    assert sandbox.stdout is not None
    lines = [sandbox.stdout.readline().removeprefix("export ").strip() for _ in range(count)]
    return dict(line.split("=", 1) for line in lines)


def document_of(sandbox: subprocess.Popen[str]) -> Mapping[str, object]:
    """Read a document up to its last brace."""
    assert sandbox.stdout is not None
    text = ""
    for line in sandbox.stdout:
        text += line
        if line == "}\n":
            break
    return dict(json.loads(text))


def ended(sandbox: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str]:
    sandbox.send_signal(number)
    _, errors = sandbox.communicate(timeout=PATIENCE)
    return sandbox.returncode, errors


def ask(origin: str, key: str, method: str, path: str, body: object = None) -> dict[str, object]:
    connection = HTTPConnection(origin.removeprefix("http://"), timeout=PATIENCE)
    try:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        return dict(json.loads(connection.getresponse().read()))
    finally:
        connection.close()


def test_the_guide_knows_every_fault_and_its_own_file_is_right() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    tables = text.partition("**Before the request")[2]
    (example,) = re.findall(r"^```toml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)

    told = {
        word
        for row in re.findall(r"^\| (`.*?`) \|", tables, re.MULTILINE)
        for word in re.findall(r"`([a-z-]+)`", row)
    }

    assert told == set(FAULT_KINDS)
    assert len(parse_faults("faults.toml", example.encode())) == 3
