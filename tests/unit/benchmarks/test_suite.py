from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.__main__ import Wanted, main, report
from tests.benchmarks.suite import BUILD_AFRESH, CHECK, HELP, PLAN, PLAN_AFRESH, YARDSTICK, Suite

if TYPE_CHECKING:
    from pathlib import Path

    from tests.benchmarks.installed import Installed


def test_every_row_is_measured_and_every_promise_judged(here: Installed, tmp_path: Path) -> None:
    out = StringIO()
    suite = Suite(installed=here, folder=tmp_path / "benchmark", sizes=(8,), images=2)
    suite.folder.mkdir()

    report(suite, Wanted(groups=("noop", "cold"), runs=1), out)

    lines = out.getvalue().splitlines()
    for name in (YARDSTICK, HELP, CHECK, PLAN, PLAN_AFRESH, BUILD_AFRESH):
        assert any(line.startswith(f"| {name} |") for line in lines), name
    assert sum("--help <= 1.6 x" in line for line in lines) == 1
    assert any(line.startswith("- ok: assetforge plan loads none of") for line in lines)


def test_a_size_that_makes_no_whole_chains_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--sizes", "10"])

    assert "multiples of 4" in capsys.readouterr().err
