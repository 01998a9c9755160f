from __future__ import annotations

from dataclasses import replace

from assetforge.report.holdings import Holdings
from assetforge.ui.jobs_document import attempt_value
from assetforge.ui.machine_plan import step_value
from assetforge.ui.machine_status import status_document
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.ui.samples import plan, step
from tests.unit.ui.test_jobs import jobs_of


def test_only_what_is_not_as_built_is_listed() -> None:
    edited = replace(step("b", "keep"), is_edited=True)

    value = status_document(
        plan(step("a", "keep"), edited), Holdings(place="/store", files=2, size=9)
    )

    assert value["up_to_date"] is True
    assert value["assets"] == {"b": step_value(edited)}
    assert value["store"] == {"place": "/store", "files": 2, "size": 9}
    assert status_document(plan(), None)["store"] is None


def test_what_is_under_way_is_written_as_the_ledger_has_it() -> None:
    running = attempt_of("hero")

    value = status_document(plan(), None, jobs_of(running))

    assert value["in_flight"] == [attempt_value(running)]
    assert status_document(plan(), None)["in_flight"] == []
