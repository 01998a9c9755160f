"""F52 without a saved ledger: the folder of state is lost, and the lists of LetzAI are searched."""

from __future__ import annotations

import json
import shutil
import signal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pytest

from assetforge.core.exits import Exit
from tests.faults.matrix.check import check
from tests.faults.matrix.row import DONE, IN_TURN, LAMP, SOON, Ending, Row, fault

if TYPE_CHECKING:
    from tests.command_line import Ended
    from tests.faults.matrix.conftest import Plays
    from tests.faults.matrix.stage import Stage

SLOW: Final = ("--latency", "1")
SEARCH: Final = ("jobs", "resume", "--search")
NIGHT: Final = f"""{LAMP}
[edit.night]
from = "lamp"
prompt = "At night"
provider = "letzai"
"""
TWIN: Final = f"""{LAMP}
[image.twin]
prompt = "A brass lamp"
provider = "letzai"
revision = 2
"""
KILLED: Final = Ending(code=-signal.SIGKILL)
RESTORED: Final = Ending(code=Exit.DONE, says=("1 restored", "Spent: nothing."))


def killed(stage: Stage) -> Ended:
    with stage.start() as build:
        stage.until_paid(1, build)
        build.send_signal(signal.SIGKILL)
        return stage.ended(build)


def on_a_new_machine(stage: Stage) -> None:
    """Lose everything but what is committed: here, the manifest alone."""
    for place in (stage.state, stage.world.store, stage.world.project / ".assetforge"):
        shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(stage.world.project / "assets", ignore_errors=True)
    (stage.world.project / "assets.lock").unlink(missing_ok=True)


def searched(stage: Stage, *words: str) -> Ended:
    return stage.world.run(*SEARCH, *words, **stage.variables)


def taken_up(stage: Stage, *, names: tuple[str, ...] = ("lamp",)) -> None:
    """Search, and search again: the second time changes nothing."""
    on_a_new_machine(stage)
    ledger = stage.state / "ledger.sqlite3"

    found = searched(stage)
    before = ledger.read_bytes()
    again = searched(stage, "--json")

    assert found.code == Exit.DONE, found.err
    assert [f"done {name}" in found.out for name in names] == [True for _ in names]
    assert found.err.count("Found at letzai, and taken up at no charge:") == len(names)
    assert again.code == Exit.DONE, again.err
    document = json.loads(again.out)
    assert (document["resumed"], document["searched"]["taken"]) == ([], [])
    assert ledger.read_bytes() == before


def beyond_a_limit(stage: Stage) -> None:
    """Take up what is paid for, though nothing more might be bought."""
    config = Path(stage.variables["ASSETFORGE_CONFIG"])
    config.write_text(f"{SOON}daily_limit = 1\nasset_limit = 1\n", encoding="utf-8")
    taken_up(stage)


def adopted(stage: Stage) -> None:
    """Do what a search advises where it cannot tell which asset ordered a job."""
    on_a_new_machine(stage)
    (order,) = stage.sandbox.orders()
    job = cast("str", order["id"])

    doubtful, agreed = searched(stage), searched(stage, "-y")

    assert (doubtful.code, agreed.code) == (Exit.UNDECIDED, Exit.DONE)
    assert f"  lamp, twin  /images  {job}" in doubtful.err
    assert "Nothing was spent." in doubtful.err
    advised = stage.world.run("adopt", "lamp", "--job", job, **stage.variables)
    assert advised.code == Exit.DONE, advised.err


def in_part(stage: Stage) -> None:
    """Take up what the other lists show, where one is not to be had."""
    on_a_new_machine(stage)

    found = searched(stage)

    assert found.code == Exit.UNDECIDED, found.err
    assert "done lamp" in found.out
    assert "Not read to the end, so more may be there: /videos." in found.err


def of_an_earlier_order(stage: Stage) -> None:
    """Change what no list shows, the size, before the search."""
    on_a_new_machine(stage)
    manifest = stage.world.project / "assets.toml"
    manifest.write_text(LAMP + 'size = "1600x904"\n', encoding="utf-8")

    found = searched(stage)

    assert found.code == Exit.UNDECIDED, found.err
    assert "lamp  asked for 1600x904, and 800x800 came" in found.err
    assert "`assetforge build --replace ASSET`" in found.err


def failed(stage: Stage) -> None:
    on_a_new_machine(stage)

    found = searched(stage)

    assert found.code == Exit.DONE, found.err
    assert "1 job failed there, and left nothing to take up." in found.err
    assert not (stage.state / "ledger.sqlite3").exists()


ROWS: Final = (
    Row(
        name="F52-state-lost", orders=(1, 1), act=killed, sandbox=SLOW, first=KILLED,
        between=taken_up, again=RESTORED,
    ),
    Row(
        name="F52-beyond-a-limit", orders=(1, 1), act=killed, sandbox=SLOW, first=KILLED,
        between=beyond_a_limit, again=RESTORED,
    ),
    Row(
        name="F52-chain-lost", orders=(2, 2), manifest=NIGHT, first=DONE,
        between=partial(taken_up, names=("lamp", "night")),
        again=Ending(code=Exit.DONE, says=("2 restored", "Spent: nothing.")),
    ),
    Row(
        name="F52-whose-is-it", orders=(1, 2), manifest=TWIN, act=killed, sandbox=SLOW,
        words=IN_TURN, first=KILLED, between=adopted,
        again=Ending(code=Exit.DONE, says=("made twin",), hides=("made lamp",)),
    ),
    Row(
        name="F52-list-refused", orders=(1, 1), act=killed, sandbox=SLOW, first=KILLED,
        faults=(fault("error", "GET /videos", status=403),), between=in_part, again=RESTORED,
    ),
    Row(
        name="F52-earlier-order", orders=(1, 1), manifest=LAMP + 'size = "800x800"\n', first=DONE,
        between=of_an_earlier_order, again=RESTORED,
    ),
    Row(
        name="F52-failed", orders=(1, 2), faults=(fault("fail", times=1),), between=failed,
        first=Ending(code=Exit.FAILED), again=DONE,
    ),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_what_runs_at_the_service_is_found_where_the_ledger_is_lost(row: Row, plays: Plays) -> None:
    check(row, plays(row))
