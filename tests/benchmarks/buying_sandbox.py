"""A sandbox to buy at, in a process of its own, and its account of what was done there."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Self, TypedDict

import httpx

from tests.benchmarks.measure import BrokenRunError, clean_environment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.benchmarks.installed import Installed


class Ordered(TypedDict):
    """A paid order, as far as it is looked at."""

    id: str
    seconds: float  # that its job takes


class Counted(TypedDict):
    """How often one request came."""

    route: str
    count: int


class Account(TypedDict):
    """What the sandbox tells of itself."""

    instance: str
    orders: Sequence[Ordered]
    requests: Sequence[Counted]


class Listening(TypedDict):
    """What it prints once it listens."""

    origin: str
    instance: str
    keys: Mapping[str, str]


class SandboxProcess:
    """Started for the time of a `with`; `options` are words of its command."""

    def __init__(self, installed: Installed, folder: Path, *options: str) -> None:
        self._command = installed.command(
            "sandbox", "--port", "0", "--json", "--plain", "--seed", "1", *options
        )
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._origin = self._instance = ""
        self._keys: Mapping[str, str] = {}

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            self._command, cwd=self._folder, env=clean_environment(), stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        document = _document(self._process)
        self._origin, self._instance = document["origin"], document["instance"]
        self._keys = document["keys"]
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.communicate()

    @property
    def variables(self) -> dict[str, str]:
        """The variables that point a command at it."""
        return {"LETZAI_BASE_URL": self._origin, "LETZAI_API_KEY": self._keys["letzai"]}

    def account(self) -> Account:
        """Read its account.

        Raises:
            BrokenRunError: another server answers at its port.
        """
        answer = httpx.get(f"{self._origin}/sandbox/ledger", timeout=60, trust_env=False)
        found: Account = answer.raise_for_status().json()
        if found["instance"] != self._instance:
            raise _broken(str(found["instance"]))
        return found


def _document(process: subprocess.Popen[bytes]) -> Listening:
    """Read what it prints when it listens: a document over several lines."""
    assert process.stdout is not None
    text = b""
    for line in process.stdout:
        text += line
        try:
            found: Listening = json.loads(text)
        except ValueError:
            continue
        return found
    raise _broken(text.decode())


def _broken(said: str) -> BrokenRunError:
    return BrokenRunError("assetforge sandbox", said)
