from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.unit.providers.letzai.talking import OTHER_URL, URL, state, uuid

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table

THERE: Table = {"imageVersions": {"original": URL}, "videoVersions": {"original": URL}}
ROUTES = ("/images", "/image-edits", "/upscale", "/upscales", "/videos", "/video-edits")


@pytest.mark.parametrize(
    ("word", "phase", "is_known"),
    [
        ("new", "running", True),
        ("generating", "running", True),
        ("in progress", "running", True),
        (" In Progress\n", "running", True),
        ("ready", "done", True),
        ("READY ", "done", True),
        ("saved", "done", True),
        ("hidden", "done", True),
        ("failed", "failed", True),
        ("interrupted", "failed", True),
        ("not_allowed", "failed", True),
        ("archived", "running", False),
        ("finished", "running", False),
        ("", "running", False),
        (None, "running", False),
        (7, "running", False),
        (["ready"], "running", False),
    ],
)
@pytest.mark.parametrize("route", ROUTES)
def test_what_a_word_means(word: Json, phase: str, is_known: bool, route: str) -> None:
    found = state(route, {"id": uuid(1), "status": word, **THERE})

    assert (found.phase, found.is_known) == (phase, is_known)


@pytest.mark.parametrize("word", ["ready", "saved", "hidden"])
@pytest.mark.parametrize("route", ROUTES)
def test_without_a_result_nothing_is_done(word: str, route: str) -> None:
    assert state(route, {"status": word, "progress": 100}).phase == "running"


def test_what_is_hidden_is_done_only_with_its_original() -> None:
    copy: Table = {"imageVersions": {"640x640": OTHER_URL}}

    assert state("/images", {"status": "hidden", **copy}).phase == "running"
    assert state("/images", {"status": "ready", **copy}).phase == "done"


def test_an_edit_is_done_when_it_names_its_picture_by_id_alone() -> None:
    record: Table = {"status": "ready", "imageCompletionChoices": [uuid(2)]}

    assert state("/image-edits", record).phase == "done"
    assert state("/images", record).phase == "running"


def test_a_progress_of_100_finishes_nothing() -> None:
    found = state("/images", {"status": "generating", "progress": 100, **THERE})

    assert (found.phase, found.progress) == ("running", 100)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"statusDetail": "too dark", "progressMessage": "b", "error": "c"}, "too dark"),
        ({"statusDetail": None, "progressMessage": "b", "error": "c"}, "b"),
        ({"error": {"message": "c"}}, "c"),
        ({"error": "c"}, "c"),
        ({"generatedImageCompletion": {"statusDetail": "d"}}, "d"),
        ({"statusDetail": "\x1b[31mred\nrow"}, "\\x1b[31mred row"),
        ({}, ""),
    ],
)
def test_why_a_job_failed(record: Table, reason: str) -> None:
    assert state("/image-edits", {"status": "failed", **record}).reason == reason


@pytest.mark.parametrize(
    ("record", "charged"),
    [
        ({"creditsUsed": 160}, Decimal(160)),
        ({"creditsUsed": 0}, Decimal(0)),
        ({"generatedImageCompletion": {"creditsUsed": 12.5}}, Decimal("12.5")),
        ({"creditsUsed": True}, None),
        ({}, None),
    ],
)
def test_what_was_charged(record: Table, charged: Decimal | None) -> None:
    assert state("/image-edits", record).charged == charged


def test_the_token_and_the_progress_of_an_edit_are_read() -> None:
    record: Table = {
        "webhookUrl": "https://x.0123456789ab.assetforge.invalid/",
        "generatedImageCompletion": {"progress": 40},
    }

    found = state("/image-edits", record)

    assert found.token == record["webhookUrl"]
    assert found.progress == 40


def test_an_unknown_word_is_clean_and_short() -> None:
    word = state("/images", {"status": "\x1b[31m" + "x" * 999}).word

    assert word.startswith("\\x1b[31mx")
    assert len(word) == 40
