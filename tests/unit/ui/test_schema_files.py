"""The lock as TOML decodes to, however its credits are written; and what a line has to have."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
import tomli

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.lock.codec import encode_lock
from assetforge.lock.model import Lock
from tests.documents import document_errors
from tests.unit.ui.samples import ask, entry, made

OPEN = Credits(low=Decimal(60), high=None)


@pytest.mark.parametrize(
    "estimated", [None, UNKNOWN, OPEN, Credits.exactly(60), Credits.between(0, Decimal("0.1"))]
)
def test_a_lock_is_described_however_much_it_knows(estimated: Credits | None) -> None:
    of = replace(made(ask("hero")), estimated=estimated, charged=Decimal("1e-20"))
    lock = tomli.loads(encode_lock(Lock(entries={"hero": entry("hero", of)})).decode())

    assert document_errors(lock, "assets-lock") == []


def test_an_empty_lock_is_one() -> None:
    lock = tomli.loads(encode_lock(Lock()).decode())

    assert document_errors(lock, "assets-lock") == []


@pytest.mark.parametrize("name", ["type", "time", "message", "address", "job_id"])
def test_a_line_lacks_nothing_that_was_promised(name: str) -> None:
    line = {
        "type": "job_submitted", "time": "2026-11-20T12:00:00.250Z", "message": "m",
        "address": "hero", "provider": "letzai", "job_id": "job-1", "route": "/images",
        "status": "new", "percent": None, "ordered_before": False,
    }  # fmt: skip

    assert document_errors(line, "events") == []
    assert document_errors({key: line[key] for key in line if key != name}, "events") != []
