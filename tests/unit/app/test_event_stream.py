"""A build told to a program: from its version to its end, and once where that goes wrong."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from assetforge.app.event_stream import EventStream
from assetforge.core.errors import RefusedError
from assetforge.execution.events import Noticed
from tests.unit.ui.event_samples import EVENTS, PLAN, REPORT

if TYPE_CHECKING:
    from pathlib import Path


REFUSED = RefusedError("too much")


def types_in(place: Path) -> list[str]:
    return [json.loads(line)["type"] for line in place.read_text("utf-8").splitlines()]


def refuse_all(text: str) -> None:
    pytest.fail(f"nothing is to be told: {text}")


def test_a_build_is_told_from_beginning_to_end(tmp_path: Path) -> None:
    place = tmp_path / "events.ndjson"

    with EventStream(str(place), refuse_all) as stream:
        stream.plan(PLAN)
        for event in EVENTS:
            stream.notice(event)
        stream.end(REPORT, 1)

    types = types_in(place)
    assert (types[0], types[-1], len(types)) == ("version", "summary", 16)


def test_what_breaks_off_is_told_and_goes_on_its_way(tmp_path: Path) -> None:
    place = tmp_path / "events.ndjson"

    with (
        pytest.raises(RefusedError, match="too much"),
        EventStream(str(place), refuse_all),
    ):
        raise REFUSED

    last = json.loads(place.read_text("utf-8").splitlines()[-1])
    assert (last["type"], last["exit_code"]) == ("error", 4)


def test_leaving_at_once_is_told_too(tmp_path: Path) -> None:
    place = tmp_path / "events.ndjson"
    stream = EventStream(str(place), refuse_all)

    with stream:
        stream.leave()

    assert types_in(place) == ["version", "error"]


def test_no_line_has_what_looks_like_a_key(tmp_path: Path) -> None:
    place = tmp_path / "events.ndjson"
    key = "github_pat_A1b2C3d4E5f6G7h8I9j0K1l2"

    with EventStream(str(place), refuse_all) as stream:
        stream.notice(Noticed(address="hero", text=f"it said {key}"))

    last = json.loads(place.read_text("utf-8").splitlines()[-1])
    assert last["message"] == "hero: it said ***"


def test_a_stream_is_replaced_by_the_next_one(tmp_path: Path) -> None:
    place = tmp_path / "events.ndjson"
    for _ in range(2):
        with EventStream(str(place), refuse_all) as stream:
            stream.end(REPORT, 1)

    assert types_in(place) == ["version", "asset_failed", "summary"]


def test_a_file_that_fails_is_told_of_once_and_stops_nothing(tmp_path: Path) -> None:
    told: list[str] = []
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    stream = EventStream(str(pipe), told.append)
    os.close(reader)

    with stream:
        for event in EVENTS * 3:
            stream.notice(event)

    assert told == [
        f"No more events go to {pipe}: Broken pipe. What is built is saved all the same."
    ]
