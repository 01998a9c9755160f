from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.app.in_flight import jobs_in_flight
from assetforge.app.money_places import project_mark
from assetforge.execution.attempt import AttemptState
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.app.ledgers import state_folder, write_attempts

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_only_what_this_project_bought_and_did_not_finish_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state_folder(tmp_path, monkeypatch)
    mark = project_mark("lamp")
    write_attempts(
        attempt_of("hero", project=mark),
        attempt_of("done", project=mark, state=AttemptState.VOID),
        attempt_of("theirs"),
    )

    jobs = jobs_in_flight("lamp")

    assert [each.address for each in jobs.attempts] == ["hero"]
    assert len(jobs.names) == 3
