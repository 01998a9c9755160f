"""Hostile projects, one by one, each through the real command line in a process of its own.

    python -m tests.faults.hostile_run FOLDER
        FOLDER/NAME/project/      ─ plan --json, build --draft --prune ─▶ FOLDER/NAME/COMMAND.out …
        printed at the end: { NAME: { COMMAND: code } }

A process is begun with what is loaded already, so that a hundred commands take seconds. What each
of them finds in its environment is what this one was begun with: keys among it. What a plan finds
to be invalid is not drawn, too: both read it in the same way.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COMMANDS: Final[Mapping[str, Sequence[str]]] = {
    "plan": ("plan", "--json"),
    "draft": ("build", "--draft", "--prune", "--lock-timeout", "0"),
}
_HEAVY: Final = (
    "assetforge.cli.main", "assetforge.cli.stand", "assetforge.cli.plan", "assetforge.cli.built",
    "assetforge.cli.failure", "assetforge.app.surroundings", "assetforge.adapters.seclusion",
    "assetforge.manifest.fields", "assetforge.manifest.positions", "tree_sitter_toml",
)  # fmt: skip


def main() -> None:
    folder = Path(sys.argv[1])
    for name in _HEAVY:
        import_module(name)
    gc.freeze()  # so that no child copies what it only looks at
    packaged_catalogue()  # ours, not the project's
    codes = {case.name: _codes(case) for case in sorted(folder.iterdir())}
    sys.stdout.write(json.dumps(codes))


def _codes(case: Path) -> Mapping[str, int]:
    planned = _code(case, "plan")
    if planned == Exit.INVALID:
        return {"plan": planned}
    return {"plan": planned, "draft": _code(case, "draft")}


def _code(case: Path, name: str) -> int:
    child = os.fork()
    if not child:
        _become(case, name)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _become(case: Path, name: str) -> NoReturn:
    """Become the command; it ends this process."""
    from assetforge.cli.main import main as command_line  # noqa: PLC0415 - loaded above

    os.chdir(case / "project")
    for descriptor, ending in ((1, "out"), (2, "err")):
        opened = os.open(case / f"{name}.{ending}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, descriptor)
        os.close(opened)
    try:
        command_line(COMMANDS[name])
    except SystemExit as ended:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(ended.code or 0))  # tidying up all that is loaded would take the most time


if __name__ == "__main__":
    main()
