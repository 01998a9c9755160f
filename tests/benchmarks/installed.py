"""assetforge as it is when installed: in site-packages of a fresh environment, compiled."""

from __future__ import annotations

import compileall
import shutil
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parents[2] / "assetforge"
# What pip writes as the command of an installed package.
_SCRIPT: Final = """\
import sys
from assetforge.cli.main import main
if __name__ == "__main__":
    sys.exit(main())
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """An installation to measure."""

    python: str
    script: str

    def command(self, *words: str) -> tuple[str, ...]:
        """Write a command of assetforge."""
        return (self.python, self.script, *words)


def install(folder: Path) -> Installed:
    """Lay a copy of the package where `pip install` of its wheel would put it, and compile it.

    The environment holds nothing else: what the package needs is found where this Python has it,
    through a `.pth` file, and is compiled by the run that warms up.
    """
    venv.create(folder)
    names = {"base": str(folder), "platbase": str(folder)}
    library = Path(sysconfig.get_path("purelib", "venv", vars=names))
    programs = Path(sysconfig.get_path("scripts", "venv", vars=names))
    shutil.copytree(PACKAGE, library / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    needed = {sysconfig.get_path("purelib"): None, sysconfig.get_path("platlib"): None}
    (library / "needed.pth").write_text("\n".join(needed) + "\n", encoding="utf-8")
    compileall.compile_dir(library, quiet=2)
    script = programs / "assetforge"
    script.write_text(_SCRIPT, encoding="utf-8")
    return Installed(python=str(programs / "python"), script=str(script))
