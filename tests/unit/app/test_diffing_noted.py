"""A diff asks the store and the ledger without a trace, and only those of a trusted run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.store_layout import Layout
from assetforge.app.diffing_noted import Noted
from assetforge.app.money_places import money_places
from assetforge.app.reading import read_lock
from assetforge.core.digest import digest_bytes
from assetforge.execution.attempt import AttemptState, Budget, Change
from tests.unit.adapters.ledger_samples import NOON, attempt_of
from tests.unit.app.ledgers import state_folder
from tests.unit.app.projects import built

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.lock.model import Made

OTHER = digest_bytes(b"another picture")


@pytest.fixture
def lamp(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Build a lamp; nothing was ever bought."""
    state_folder(tmp_path, monkeypatch)
    built(project)
    return read_lock(project).entries["lamp"].made


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_another_digest_than_the_stored_one_is_answered_with_that(
    project: Project, lamp: Made, tmp_path: Path
) -> None:
    before = files(tmp_path)
    noted = Noted(project.store)

    assert noted.otherwise(lamp.key, OTHER) == lamp.result.digest
    assert noted.otherwise(lamp.key, lamp.result.digest) is None
    assert noted.otherwise(OTHER, OTHER) is None
    assert files(tmp_path) == before
    assert not money_places().folder.exists()


def test_a_store_that_is_not_there_says_nothing_and_is_not_made(tmp_path: Path) -> None:
    place = tmp_path / "nowhere"

    assert Noted(str(place)).otherwise(OTHER, OTHER) is None
    assert not place.exists()


def test_a_run_that_is_not_trusted_looks_at_no_store(
    project: Project, lamp: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSETFORGE_UNTRUSTED", "1")

    assert Noted(project.store).otherwise(lamp.key, OTHER) is None


def test_a_damaged_record_says_nothing(project: Project, lamp: Made) -> None:
    record = Layout(Path(project.store)).record(lamp.key)
    record.chmod(0o644)
    record.write_text("{", encoding="utf-8")

    assert Noted(project.store).otherwise(lamp.key, OTHER) is None


def test_a_take_that_was_bought_and_replaced_is_known(project: Project, lamp: Made) -> None:
    earlier = attempt_of("lamp", key=lamp.key)
    with open_book(money_places().ledger) as book:
        book.claim(earlier, Budget())
        change = Change(state=AttemptState.STORED, digest=OTHER)
        book.note(earlier.intent, change, date=NOON)
    noted = Noted(project.store)

    assert noted.otherwise(lamp.key, OTHER) is None
    assert noted.otherwise(lamp.key, digest_bytes(b"a third")) == lamp.result.digest


def test_a_ledger_that_cannot_be_read_says_nothing(project: Project, lamp: Made) -> None:
    ledger = money_places().ledger
    ledger.parent.mkdir(parents=True)
    ledger.write_bytes(b"no database at all, but long enough to be taken for one" * 20)

    assert Noted(project.store).otherwise(lamp.key, OTHER) is None
