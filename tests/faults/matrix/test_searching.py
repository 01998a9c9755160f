"""F52 without a saved ledger: the folder of state is lost, and the lists of LetzAI are searched."""

from __future__ import annotations

import json
import shutil
import signal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

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
CHAIR_AT_NIGHT: Final = (
    NIGHT.replace('from = "lamp"', 'from = "chair"')
    + """
[image.chair]
prompt = "A brass chair"
provider = "letzai"
"""
)
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


def in_part(stage: Stage) -> None:
    """Take up what the other lists show, where one is not to be had."""
    on_a_new_machine(stage)

    found = searched(stage)

    assert found.code == Exit.UNDECIDED, found.err
    assert "done lamp" in found.out
    assert "Not read to the end, so more may be there: /videos." in found.err


def of_an_earlier_order(text: str, stage: Stage) -> None:
    """Change what no list shows, a size or a source, before the search."""
    on_a_new_machine(stage)
    manifest = stage.world.project / "assets.toml"
    manifest.write_text(text, encoding="utf-8")

    found = searched(stage)

    assert found.code == Exit.DONE, found.err
    assert "Left at letzai, since nothing that is still to be made needs it:" in found.err
    assert "done night" not in found.out


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
        words=IN_TURN, first=KILLED, between=taken_up,
        again=Ending(code=Exit.DONE, says=("made twin",), hides=("made lamp",)),
    ),
    Row(
        name="F52-list-refused", orders=(1, 1), act=killed, sandbox=SLOW, first=KILLED,
        faults=(fault("error", "GET /videos", status=403),), between=in_part, again=RESTORED,
    ),
    Row(
        name="F52-another-size", orders=(1, 2), manifest=LAMP + 'size = "800x800"\n', first=DONE,
        between=partial(of_an_earlier_order, LAMP + 'size = "1600x904"\n'), again=DONE,
    ),
    Row(
        name="F52-another-source", orders=(3, 4), manifest=CHAIR_AT_NIGHT, first=DONE,
        between=partial(
            of_an_earlier_order, CHAIR_AT_NIGHT.replace('from = "chair"', 'from = "lamp"')
        ),
        again=DONE,
    ),
    Row(
        name="F52-failed", orders=(1, 2), faults=(fault("fail", times=1),), between=failed,
        first=Ending(code=Exit.FAILED), again=DONE,
    ),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_what_runs_at_the_service_is_found_where_the_ledger_is_lost(row: Row, plays: Plays) -> None:
    check(row, plays(row))
