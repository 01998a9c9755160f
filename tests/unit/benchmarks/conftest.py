"""The package as it lies here, to measure in tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.benchmarks.installed import Installed

ROOT = Path(__file__).parents[3]


@pytest.fixture
def here(tmp_path: Path) -> Installed:
    """Run the package from this tree, which takes less time than to install it."""
    script = tmp_path / "assetforge.py.txt"
    script.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from assetforge.cli.main import main\nsys.exit(main())\n",
        encoding="utf-8",
    )
    return Installed(python=sys.executable, script=str(script))
