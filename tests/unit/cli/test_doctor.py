"""`doctor`: what is seen without spending, and what a live service settles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from tests.unit.adapters.test_ledger_opening import overwrite_all
from tests.unit.app.ledgers import state_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sandbox_server import SandboxServer
    from tests.unit.cli.ran import Run


def test_a_machine_is_looked_over(run: Run, served: SandboxServer) -> None:
    looked = run("doctor")

    assert looked.code == Exit.DONE
    assert "good  LETZAI_API_KEY  set\n" in looked.out
    assert served.keys["letzai"] not in looked.out + looked.err


def test_what_is_bad_decides_the_exit_code(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = state_folder(tmp_path, monkeypatch)
    state.mkdir()
    overwrite_all(state / "ledger.sqlite3")

    looked = run("doctor", "--json")

    assert looked.code == Exit.DAMAGED
    findings = json.loads(looked.out)["findings"]
    assert [each["topic"] for each in findings if each["standing"] == "bad"] == ["ledger"]


def test_a_live_check_is_shown_before_it_is_agreed_to(run: Run, served: SandboxServer) -> None:
    orders = len(served.orders())

    refused = run("doctor", "--live")
    too_low = run("doctor", "--live", "--max-credits", "49")

    assert (refused.code, too_low.code) == (Exit.UNDECIDED, Exit.REFUSED)
    assert "Credits: letzai 50." in refused.err
    assert len(served.orders()) == orders


def test_a_live_check_settles_what_no_document_says(run: Run, served: SandboxServer) -> None:
    orders = len(served.orders())

    done = run("doctor", "--live", "--max-credits", "60")

    assert done.code == Exit.DONE
    assert "letzai /images: is our token taken and shown?\n  taken;" in done.out
    assert "  upscale  letzai  20 estimated  done\n" in done.out
    assert len(served.orders()) == orders + 4


def test_programs_read_what_was_settled(run: Run, served: SandboxServer) -> None:
    assert served.origin

    value = json.loads(run("doctor", "--live", "letta", "-y", "--json").out)

    assert value["credits"]["letta"]["known"] is False
    assert [each["charged"] for each in value["orders"]] == [12]


@pytest.mark.parametrize("words", [("doctor", "letzai"), ("doctor", "--live", "letzay", "-y")])
def test_a_provider_is_one_that_can_be_tried(words: tuple[str, ...], run: Run) -> None:
    assert run(*words).code == Exit.USAGE
