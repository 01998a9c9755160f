"""What reviewers of a build were shown is what it may pay, though the digest approves more."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from tests.ci.runner import run_workflow
from tests.ci.stand_ins import STAND_INS
from tests.ci.test_build_workflow import BUILD, FILES, N_PAID, Shop
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.ci.machine import Machine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workflows for Linux")


def test_a_copy_that_is_dropped_after_the_plan_makes_nobody_pay_what_was_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its results are in no lock yet, so the digest approves all of it once more."""
    (tmp_path / "shop").mkdir()
    with SandboxServer(tmp_path / "sandbox") as sandbox:
        shop = Shop(tmp_path / "shop", sandbox, ASSETFORGE_COMMIT_BY="pull-request")
        shop.site.begin(FILES)
        site = shop.site
        run_workflow(site, BUILD, site.push_event(), run="1-1")
        restore = STAND_INS["actions/cache/restore"]

        def restore_and_drop(machine: Machine, inputs: Mapping[str, str]) -> object:
            restored = restore(machine, inputs)
            shutil.rmtree(site.caches, ignore_errors=True)
            return restored

        monkeypatch.setitem(STAND_INS, "actions/cache/restore", restore_and_drop)
        ended = run_workflow(site, BUILD, site.push_event(), run="2-1")

        assert shop.n_paid == N_PAID
        assert ended["plan"].outputs["limits"] == "0"
        assert "letzai 180 at most" in ended["plan"].summary
        assert ended["build"].steps["Build"].code == 4
        assert "above the limit of 0" in ended["build"].log
