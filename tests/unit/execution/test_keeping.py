from __future__ import annotations

from assetforge.core.exits import Exit
from tests.fakes.workplace import Workplace


def test_what_a_service_says_in_its_record_is_charged_where_the_result_does_not_say() -> None:
    workplace = Workplace.with_cloud()
    workplace.add("hero", by="cloud")
    workplace.cloud.charge = 33

    workplace.build()

    assert workplace.disk.lock.entries["hero"].made.charged == 33
    assert workplace.open_bureau.attempt("hero").actual == 33


def test_what_nobody_says_stays_unsaid() -> None:
    workplace = Workplace.with_cloud()
    workplace.add("hero", by="cloud")
    workplace.cloud.charge = None

    workplace.build()

    assert workplace.disk.lock.entries["hero"].made.charged is None
    assert workplace.open_bureau.attempt("hero").actual is None


def test_a_remark_without_a_charge_names_the_estimate() -> None:
    workplace = Workplace.with_cloud()
    workplace.add("hero", by="cloud")
    workplace.cloud.charge = None
    workplace.service.remarks = ("it is smaller",)

    built = workplace.build()

    assert built.execution.outcomes["hero"].remarks == (
        "it is smaller; it was estimated at 40 cloud credits",
    )


def test_a_ledger_that_refuses_the_end_leaves_the_result_in_the_store_and_the_lock() -> None:
    workplace = Workplace.with_cloud()
    workplace.add("hero", by="cloud")
    bureau = workplace.open_bureau
    bureau.cloud.seconds = 0
    workplace.service.remarks = ()
    refuse_the_end(workplace)

    built = workplace.build()

    assert built.execution.exit is Exit.STORAGE
    assert built.ended("made") == {"hero"}
    assert "hero" in workplace.disk.lock.entries
    assert [change.state for _, change in bureau.rescue.saved] == ["stored"]
    assert bureau.states("hero") == ["submitted"]
    assert workplace.build().execution.exit is Exit.DONE
    assert len(workplace.cloud.posts) == 1


def refuse_the_end(workplace: Workplace) -> None:
    """Have the ledger's disk fill up between the download and the note of its end."""
    pages, web = workplace.open_bureau.pages, workplace.open_bureau.downloads.web

    class Web(dict[str, object]):
        def get(self, key: str, default: object = None) -> object:
            pages.refuses = 1
            return web.get(key, default)

        def __getitem__(self, key: str) -> object:
            return web[key]

        def __setitem__(self, key: str, value: object) -> None:
            web[key] = value  # type: ignore[assignment] # passed on as it came

    workplace.open_bureau.downloads.web = Web()  # type: ignore[assignment] # looks like one
