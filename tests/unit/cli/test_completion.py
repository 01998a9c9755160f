"""`completion`: a script for each shell."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from tests.unit.cli.ran import Run


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_asks_our_command(shell: str, run: Run) -> None:
    printed = run("completion", shell)

    assert printed.code == Exit.DONE
    assert "_ASSETFORGE_COMPLETE" in printed.out


def test_bash_understands_its_script(run: Run) -> None:
    script = run("completion", "bash").out

    checked = subprocess.run(
        ["/bin/bash", "-n"], input=script, capture_output=True, text=True, check=False
    )

    assert (checked.returncode, checked.stderr) == (0, "")
