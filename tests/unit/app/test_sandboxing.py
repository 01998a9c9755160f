from __future__ import annotations

import json
import os
import signal
from dataclasses import replace
from decimal import Decimal
from http.client import HTTPConnection
from io import BytesIO
from threading import Thread
from typing import TYPE_CHECKING, Final

import pytest
from PIL import Image

from assetforge.adapters.origin import parse_origin
from assetforge.app.sandboxing import RunningSandbox, SandboxOptions, run_sandbox
from assetforge.core.errors import InvalidError, StorageError, UsageError
from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OPTIONS: Final = SandboxOptions(
    host="127.0.0.1", port=0, credits=Decimal(100), latency=(0, 0), dialect="current", faults=None,
    ledger=None, seed=5, accepts_any_key=False, tells_credits=False, is_plain=True,
)  # fmt: skip
ORDER: Final = {"prompt": "A lamp", "baseModel": "flux2", "width": 640, "height": 480}


class Client:
    """Talks with a running sandbox as a program would."""

    def __init__(self, running: RunningSandbox) -> None:
        self.running = running
        self.host = running.origin.removeprefix("http://")

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, bytes]:
        """Send one request with LetzAI's key, where the path is one of its API."""
        headers = {"Authorization": f"Bearer {self.running.keys['letzai']}"}
        connection = HTTPConnection(self.host, timeout=20)
        try:
            is_open = path.startswith(("/results/", "/assets/", "/uploads/"))
            data = body if isinstance(body, bytes) else json.dumps(body)
            connection.request(
                method, path, None if body is None else data,
                {"Content-Type": "image/png"} if is_open else headers,
            )  # fmt: skip
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


def served(options: SandboxOptions, story: Callable[[Client], None]) -> Exit:
    """Run a sandbox, play a story with it, then end it as Ctrl-C does."""
    wrong: list[BaseException] = []

    def play(running: RunningSandbox) -> None:
        try:
            story(Client(running))
        except BaseException as error:  # noqa: BLE001 - told by the test, outside this thread
            wrong.append(error)
        finally:
            os.kill(os.getpid(), signal.SIGINT)

    code = run_sandbox(options, lambda running: Thread(target=play, args=(running,)).start())
    if wrong:
        raise wrong[0]
    return code


def test_a_picture_is_drawn_and_charged_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.ndjson"

    def story(client: Client) -> None:
        _, record = client.ask("POST", "/images", ORDER)
        lines = ledger.read_text(encoding="utf-8").splitlines()
        status, data = client.ask("GET", f"/results/{json.loads(record)['id']}/original.png")

        with Image.open(BytesIO(data)) as picture:
            assert (status, picture.size) == (200, (640, 480))
        assert [json.loads(line)["id"] for line in lines] == [json.loads(record)["id"]]

    code = served(replace(OPTIONS, ledger=str(ledger)), story)

    assert code is Exit.INTERRUPTED
    assert json.loads(ledger.read_text(encoding="utf-8"))["credits"] == 60


@pytest.mark.parametrize("is_plain", [True, False])
def test_uploads_are_really_decoded_and_edits_really_drawn(*, is_plain: bool) -> None:
    png = BytesIO()
    Image.new("RGB", (64, 48), "#336699").save(png, "PNG")

    def story(client: Client) -> None:
        asset = json.loads(client.ask("POST", "/user-assets", {"extension": "png"})[1])
        upload = asset["uploadUrl"].removeprefix(client.running.origin)
        body = {"mode": "skin", "imageUrl": asset["imageUrl"]}
        client.ask("PUT", upload, b"no picture")
        refused, _ = client.ask("POST", "/image-edits", body)
        client.ask("PUT", upload, png.getvalue())
        _, record = client.ask("POST", "/image-edits", body)
        picture_id = json.loads(record)["generatedImageCompletion"]["id"]
        _, data = client.ask("GET", f"/results/{picture_id}/original.png")

        with Image.open(BytesIO(data)) as picture:
            assert (refused, picture.size) == (400, (64, 48))

    served(replace(OPTIONS, is_plain=is_plain), story)


def test_the_servers_name_is_its_own_whatever_the_seed() -> None:
    seen: list[RunningSandbox] = []

    for _ in range(2):
        served(OPTIONS, lambda client: seen.append(client.running))

    first, second = seen
    assert first.keys == second.keys
    assert first.instance != second.instance


def test_any_key_may_be_accepted() -> None:
    def story(client: Client) -> None:
        client.running = replace(client.running, keys={"letzai": "whatever"})
        statuses.append(client.ask("GET", "/models")[0])

    statuses: list[int] = []
    for accepts_any_key in (False, True):
        served(replace(OPTIONS, accepts_any_key=accepts_any_key), story)

    assert statuses == [401, 200]


def test_faults_come_from_a_file(tmp_path: Path) -> None:
    faults = tmp_path / "faults.toml"
    faults.write_text('version = 1\n[[fault]]\nkind = "error"\nstatus = 503\n', encoding="utf-8")

    served(
        replace(OPTIONS, faults=str(faults)),
        lambda client: _assert_equal(client.ask("GET", "/models")[0], 503),
    )


def test_a_mistake_in_the_file_is_told_before_anything_listens(tmp_path: Path) -> None:
    faults = tmp_path / "faults.toml"
    faults.write_text('version = 1\n[[fault]]\nkind = "storm"\n', encoding="utf-8")

    with pytest.raises(InvalidError):
        run_sandbox(replace(OPTIONS, faults=str(faults)), _never)


def test_files_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    for options in (
        replace(OPTIONS, faults=str(tmp_path)),
        replace(OPTIONS, ledger=str(tmp_path)),
    ):
        with pytest.raises(StorageError):
            run_sandbox(options, _never)


def test_a_file_of_faults_that_is_not_there_is_a_mistake_of_the_command_line(
    tmp_path: Path,
) -> None:
    with pytest.raises(UsageError, match="there is no file of faults"):
        run_sandbox(replace(OPTIONS, faults=str(tmp_path / "none.toml")), _never)


def test_a_port_that_is_taken_is_told() -> None:
    def story(client: Client) -> None:
        port = int(client.host.rpartition(":")[2])
        with pytest.raises(UsageError, match="cannot listen on 127"):
            run_sandbox(replace(OPTIONS, port=port), _never)

    served(OPTIONS, story)


def _never(running: RunningSandbox) -> None:
    pytest.fail(f"{running.origin} listens")


def _assert_equal(found: object, expected: object) -> None:
    assert found == expected


def test_who_listens_everywhere_is_told_by_an_address_that_may_be_used() -> None:
    def story(client: Client) -> None:
        assert parse_origin(client.running.origin, "X").is_loopback
        assert client.ask("GET", "/models")[0] == 200

    everywhere = replace(OPTIONS, host="0.0.0.0")  # noqa: S104 - for as long as the test takes

    assert served(everywhere, story) is Exit.INTERRUPTED
