"""Two branches of a small project that both built, and a merge of them that git left open."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.git_commands import commit_all, git
from tests.unit.app.projects import LAMP, built, write

if TYPE_CHECKING:
    from assetforge.app.project import Project

PROMPT: Final = "A brass lamp"
BOOK: Final = """
[image.book]
prompt = "An old book"
size = "64x48"
"""
BASE: Final = LAMP + BOOK


def branch_off(project: Project, ours: str, theirs: str) -> None:
    """Build the base, theirs on a branch `side` and ours on `main`, where it ends."""
    root = Path(project.root)
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q")
    (root / ".gitignore").write_text("/assets/\n", encoding="utf-8")
    commit_build(project, BASE, "base")
    git(root, "checkout", "-q", "-b", "side")
    commit_build(project, theirs, "theirs")
    git(root, "checkout", "-q", "main")
    commit_build(project, ours, "ours")


def commit_build(project: Project, text: str, message: str) -> None:
    write(project, text)
    built(project)
    commit_all(Path(project.root), message)


def merge_side(project: Project, *words: str) -> str:
    return git(Path(project.root), "merge", *words, "side", most=1)


def prompted(prompt: str, text: str = BASE) -> str:
    return text.replace(PROMPT, prompt)


def lock_text(project: Project) -> str:
    return Path(project.lock).read_text("utf-8")


def shown(project: Project, commit: str, name: str = "assets.lock") -> bytes:
    """Give a file as it is at a commit."""
    return git(Path(project.root), "show", f"{commit}:{name}").encode()


def all_stamps(folder: str) -> dict[str, tuple[int, int]]:
    """Note every file of a folder with its size and time."""
    found: dict[str, tuple[int, int]] = {}
    for place, _folders, names in os.walk(folder):
        for name in names:
            state = Path(place, name).stat()
            found[str(Path(place, name))] = (state.st_size, state.st_mtime_ns)
    return found
