"""One sandbox for all stories of this folder; each begins a project of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.plans.checkout import PROJECT, Checkout, check_out
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TypeAlias

    Begin: TypeAlias = Callable[..., Checkout]


@pytest.fixture(scope="package")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path_factory.mktemp("sandbox"), "--credits", "1000000") as server:
        yield server


@pytest.fixture
def begin(sandbox: SandboxServer, tmp_path: Path) -> Begin:
    def begin_project(text: str = PROJECT) -> Checkout:
        return check_out(tmp_path / "here", sandbox, text)

    return begin_project
