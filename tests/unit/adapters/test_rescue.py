"""Rescue: the first place that takes it, else in words, and never for other eyes."""

from __future__ import annotations

import asyncio
import json
import stat
import tempfile
from decimal import Decimal
from typing import TYPE_CHECKING

from assetforge.adapters.rescue import FileRescue, is_ours, rescue_folders, save_rescue
from assetforge.adapters.rescue_file import decode_rescue
from assetforge.execution.attempt import AttemptState, Change
from tests.unit.adapters.ledger_samples import attempt_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAID = Change(
    state=AttemptState.SUBMITTED, job="job-1", route="/images", actual=Decimal("39.5"),
    result_url="https://example.com/r?signature=1",
)  # fmt: skip


def test_the_first_folder_that_takes_it_has_it(tmp_path: Path) -> None:
    (tmp_path / "first").write_text("no folder")
    folders = [tmp_path / "first", tmp_path / "second", tmp_path / "third"]

    said = asyncio.run(FileRescue(folders).save(attempt_of(), PAID))

    (place,) = (tmp_path / "second").iterdir()
    assert str(place) in said
    assert decode_rescue(place.read_bytes()) == (attempt_of(), PAID)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert not (tmp_path / "third").exists()


def test_a_later_state_has_a_file_of_its_own_and_the_same_one_is_written_over(
    tmp_path: Path,
) -> None:
    for state in (AttemptState.SUBMITTED, AttemptState.READY, AttemptState.READY):
        save_rescue([tmp_path], attempt_of(), Change(state=state))

    assert len(list(tmp_path.iterdir())) == 2


def test_where_nothing_takes_it_all_of_it_is_said_but_no_url(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")

    said = save_rescue([tmp_path / "file", tmp_path / "link"], attempt_of(), PAID)

    assert "SAVE THIS" in said
    said_json = said[said.index("{") : said.index("}") + 1]
    assert json.loads(said_json) == {
        "intent": attempt_of().intent, "provider": "letzai", "account": "d3f90000",
        "state": "submitted", "route": "/images", "job": "job-1", "charged": "39.5",
    }  # fmt: skip
    assert "signature" not in said
    assert list((tmp_path / "folder").iterdir()) == []


def test_the_folders_are_the_projects_then_a_private_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    assert rescue_folders(tmp_path / ".assetforge")[0] == tmp_path / ".assetforge"
    (private,) = rescue_folders(None)
    assert private.parent == tmp_path
    save_rescue([private], attempt_of(), PAID)
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert is_ours(private)


def test_only_a_folder_is_one(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path)

    assert not any(is_ours(tmp_path / name) for name in ("file", "link", "none"))
