"""`.ci/run` runs the command that the README gives, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.check import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script for bash")

README = """\
```sh
echo another command
```

<!-- test-command -->
```sh
{command}
```

```sh
echo a later command
```
"""


def run_with(readme: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", folder / ".ci" / "run")
    (folder / "README.md").write_text(readme, encoding="utf-8")
    return subprocess.run(
        [folder / ".ci" / "run"],
        cwd=folder.parent,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        capture_output=True,
        text=True,
    )


def test_it_runs_the_marked_command_at_the_top_of_the_project(tmp_path: Path) -> None:
    done = run_with(README.format(command='echo "at $PWD" && false'), tmp_path)

    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == f"at {tmp_path.resolve()}"
    assert "another" not in done.stdout
    assert "later" not in done.stdout


def test_it_lets_python_keep_compiled_files(tmp_path: Path) -> None:
    done = run_with(README.format(command="echo ${PYTHONDONTWRITEBYTECODE-unset}"), tmp_path)

    assert done.stdout.splitlines()[-1] == "unset"


def test_a_readme_without_the_marker_is_refused(tmp_path: Path) -> None:
    done = run_with(README.replace("test-command", "other"), tmp_path)

    assert done.returncode == 1
    assert "has no code block after the marker" in done.stderr


def test_the_readme_has_a_test_command_that_runs_the_one_check() -> None:
    after = (ROOT / "README.md").read_text(encoding="utf-8").partition("<!-- test-command -->")[2]

    command = after.split("```")[1]

    assert command.strip().endswith("-m tests.check")
