"""Real git for tests: quick, quiet, and nothing of this machine's settings leaks in."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SETTINGS: Final = (
    "user.name=Anna", "user.email=anna@example.com", "init.defaultBranch=main", "core.fsync=none",
    "gc.auto=0", "commit.gpgSign=false", "merge.conflictStyle=merge",
)  # fmt: skip
_KEPT: Final = ("PATH", "LD_LIBRARY_PATH")
_NOON: Final = "2026-11-20T12:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class GitEnded:
    """How git ended, and what it printed on both streams."""

    code: int
    printed: str


def run_git(folder: Path, *words: str, variables: Mapping[str, str] | None = None) -> GitEnded:
    """Run git in a folder to its end; `variables` are added to its environment."""
    found = {name: os.environ[name] for name in _KEPT if name in os.environ}
    ours = {
        "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
        "GIT_AUTHOR_DATE": _NOON, "GIT_COMMITTER_DATE": _NOON,
    }  # fmt: skip
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    ended = subprocess.run(
        ["git", *settings, *words],  # noqa: S607 - wherever git is
        cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**found, **ours, **(variables or {})}, check=False,
    )  # fmt: skip
    return GitEnded(code=ended.returncode, printed=ended.stdout.decode())


def git(folder: Path, *words: str, most: int | None = 0) -> str:
    """Run git in a folder and take what it prints; it may end with codes up to `most`, or any."""
    ended = run_git(folder, *words)
    assert most is None or ended.code <= most, ended.printed
    return ended.printed


def commit_all(folder: Path, message: str) -> None:
    """Commit everything as it is."""
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)


def with_command(folder: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """Give variables with which git finds `assetforge`, by a script in a folder."""
    folder.mkdir(exist_ok=True)
    script = folder / "assetforge"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m assetforge "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    path = os.pathsep.join((str(folder), variables.get("PATH", os.environ.get("PATH", ""))))
    return {**variables, "PATH": path}
