"""Stand-ins for the actions that our workflows use: git and folders instead of GitHub's services.

Each does what the document of its action says, as far as our workflows ask for it (2026). A service
that is out brings nothing back, and the step that asked it ends well all the same: it only warns.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.git_commands import git

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.ci.machine import Machine

    StandIn = Callable[[Machine, Mapping[str, str]], Mapping[str, str] | None]


def _checkout(machine: Machine, inputs: Mapping[str, str]) -> None:
    assert inputs.get("persist-credentials") == "false", "the token would lie on the disk"
    place, event = machine.workspace, machine.event
    is_whole = inputs.get("fetch-depth") == "0"
    git(place, "init", "-q")
    git(place, "remote", "add", "origin", machine.site.origin.as_uri())
    tracked = f"+{event.sha}:refs/remotes/origin/{event.branch}"
    branches = ["+refs/heads/*:refs/remotes/origin/*"] if is_whole else []
    depth = [] if is_whole else ["--depth=1"]
    git(place, "fetch", "-q", *depth, "origin", tracked, *branches)
    is_branch = event.ref.startswith("refs/heads/")
    where = ["-B", event.branch] if is_branch else ["--detach"]
    git(place, "checkout", "-q", *where, event.sha)


def _setup_python(_machine: Machine, inputs: Mapping[str, str]) -> None:
    assert inputs["python-version"]


def _restore_cache(machine: Machine, inputs: Mapping[str, str]) -> Mapping[str, str]:
    """Take the cache of the key, else the newest one whose key begins as another says."""
    if machine.site.outage.exists():
        return {"cache-primary-key": inputs["key"]}
    saved = sorted(machine.site.caches.glob("*"), key=lambda path: path.stat().st_mtime_ns)
    prefixes = inputs.get("restore-keys", "").split()
    exact = [path for path in saved if path.name == inputs["key"]]
    similar = [
        path for prefix in prefixes for path in reversed(saved) if path.name.startswith(prefix)
    ]
    for found in [*exact, *similar][:1]:
        for number, place in enumerate(_places(machine, inputs)):
            if (found / str(number)).exists():
                shutil.copytree(found / str(number), place, dirs_exist_ok=True)
        return {"cache-primary-key": inputs["key"], "cache-matched-key": found.name}
    return {"cache-primary-key": inputs["key"]}


def _save_cache(machine: Machine, inputs: Mapping[str, str]) -> None:
    """Save once: a key that exists is never written again."""
    assert not machine.event.is_fork, "a stranger's run would write what others restore"
    folder = machine.site.caches / inputs["key"]
    if folder.exists():
        return
    folder.mkdir(parents=True)
    for number, place in enumerate(_places(machine, inputs)):
        if place.exists():
            shutil.copytree(place, folder / str(number))


def _upload(machine: Machine, inputs: Mapping[str, str]) -> None:
    """Keep files below the folder that all of them have in common."""
    places = _places(machine, inputs)
    top = os.path.commonpath([place.parent for place in places])
    folder = machine.site.artifacts / machine.run_name.partition("-")[0] / inputs["name"]
    for place in places:
        kept = folder / place.relative_to(top)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(place, kept)


def _download(machine: Machine, inputs: Mapping[str, str]) -> None:
    """Take an artifact by its name, where it must be there, or all that a pattern means."""
    assert inputs["github-token"], "another run's artifacts need a token"
    kept = machine.site.artifacts / inputs["run-id"]
    if "name" in inputs:
        shutil.copytree(kept / inputs["name"], inputs["path"], dirs_exist_ok=True)
        return
    assert inputs["merge-multiple"] == "true", "where it lies would depend on how many there are"
    for found in kept.glob(inputs["pattern"]):
        shutil.copytree(found, inputs["path"], dirs_exist_ok=True)


def _places(machine: Machine, inputs: Mapping[str, str]) -> list[Path]:
    lines = [line.strip() for line in inputs["path"].splitlines() if line.strip()]
    return [Path(line.replace("~", str(machine.home), 1)) for line in lines]


STAND_INS: Final[Mapping[str, StandIn]] = {
    "actions/checkout": _checkout,
    "actions/setup-python": _setup_python,
    "actions/cache/restore": _restore_cache,
    "actions/cache/save": _save_cache,
    "actions/upload-artifact": _upload,
    "actions/download-artifact": _download,
}
