"""Fifteen merges by real git, with the driver that `assetforge init --git` installs.

What each branch built stays built: after every merge the lock alone names all that either has.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.adapters.git_repository import find_repository
from assetforge.adapters.git_tree import GitTree
from assetforge.app.locking import resolve_lock
from assetforge.app.offers import market
from assetforge.app.project import Project, project_at
from assetforge.app.reading import parse_lock, read_lock, read_tree
from assetforge.app.starting_git import repository_of, set_up_merging
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes, build_plan
from assetforge.plan.locked_facts import LockFacts
from tests.command_line import World
from tests.git_commands import commit_all, git, run_git, with_command
from tests.unit.app.projects import built, write

if TYPE_CHECKING:
    from assetforge.core.digest import Digest
    from assetforge.lock.model import Lock

ROUNDS: Final = 15
WORDS: Final = ("red", "blue", "green", "grey", "black", "white")
NAMES: Final = ("lamp", "book", "sea")
APART: Final = "\n" + "# so that git sees two changes\n" * 4
MANIFEST: Final = (
    'version = 1\n\n[project]\nname = "merges"\n\n[defaults.image]\nsize = "32x24"\n'
    + "".join(
        f'\n[image.{name}]\nprompt = "{name} red"\n{APART}\nrevision = 1\n{APART}' for name in NAMES
    )
    + '\n[edit.icon]\nfrom = "lamp"\nprompt = "smaller"\n'
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("ASSETFORGE_STORE_DIR", str(tmp_path / "store"))
    monkeypatch.setenv("ASSETFORGE_STATE_DIR", str(tmp_path / "state"))
    found = project_at(str(tmp_path / "project" / "assets.toml"), is_draft=False)
    write(found, MANIFEST)
    root = Path(found.root)
    git(root, "init", "-q")
    (root / ".gitignore").write_text("/assets/\n", encoding="utf-8")
    set_up_merging(str(root), repository_of(str(root)), lambda _: None)
    built(found)
    commit_all(root, "base")
    return found


def test_fifteen_merges_make_nothing_again_that_either_branch_built(
    project: Project, tmp_path: Path
) -> None:
    told: Counter[str] = Counter()

    for seed in range(ROUNDS):
        chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
        known = two_branches(project, chance)
        ended = merge_with_driver(project, tmp_path)
        told["merges"] += 1
        told["left open by the driver"] += finish(project, ended)
        told["assets made again though built"] += len(needless(project, known))
        commit_all(Path(project.root), "merged")

    sys.stdout.write(f"{dict(told)}\n")
    assert told["assets made again though built"] == 0
    assert 0 < told["left open by the driver"] < ROUNDS


@pytest.mark.parametrize("command", ["merge", "cherry-pick", "rebase"])
def test_where_the_manifest_is_in_conflict_what_only_one_side_changed_waits_for_it(
    project: Project, tmp_path: Path, command: str
) -> None:
    root, bought = Path(project.root), read_lock(project).entries["lamp"]
    red = 'prompt = "lamp red"'
    git(root, "checkout", "-q", "-b", "side")
    write(project, MANIFEST.replace(red, 'prompt = "lamp blue"'))
    built(project)
    commit_all(root, "theirs")
    git(root, "checkout", "-q", "main")
    settled = MANIFEST.replace(red, f'{red}\nalt = "A lamp"').replace("sea red", "sea blue")
    write(project, settled)
    built(project)
    commit_all(root, "ours")
    variables = with_command(tmp_path / "bin", World(tmp_path).environment())

    ended = run_git(root, command, "side", variables=variables)

    write(project, settled)
    resolved = resolve_lock(project, lock_timeout=0, tell=lambda _: None)
    assert ended.code == 1
    assert "mv:" not in ended.printed
    assert resolved is not None
    assert resolved.since == ()
    assert read_lock_now(project).entries["lamp"] == bought
    assert read_lock_now(project).entries["sea"].made.request["prompt"] == "sea blue"


def read_lock_now(project: Project) -> Lock:
    """Read the lock though git still waits for `git add`."""
    return parse_lock(Path(project.lock).read_bytes())


def two_branches(project: Project, chance: random.Random) -> set[Digest]:
    """Change and build on both sides; give the keys that either has."""
    root = Path(project.root)
    text = Path(project.root, "assets.toml").read_text("utf-8")
    git(root, "checkout", "-q", "-B", "side")
    write(project, changed(text, chance))
    built(project)
    commit_all(root, "theirs")
    git(root, "checkout", "-q", "main")
    write(project, changed(text, chance))
    built(project)
    commit_all(root, "ours")
    locks = [git(root, "show", f"{each}:assets.lock").encode() for each in ("main", "side")]
    return {entry.made.key for data in locks for entry in parse_lock(data).entries.values()}


def changed(text: str, chance: random.Random) -> str:
    """Give one or two assets another prompt or another revision."""
    for name in chance.sample(NAMES, k=chance.randint(1, 2)):
        if chance.random() < 0.7:
            word = chance.choice(WORDS)
            text = re.sub(rf'prompt = "{name} \w+"', f'prompt = "{name} {word}"', text)
        else:
            number = chance.randint(1, 99)
            text = re.sub(rf"({name} [^[]*revision = )\d+", rf"\g<1>{number}", text)
    return text


def merge_with_driver(project: Project, home: Path) -> bool:
    """Merge the branch as a person does; say whether git calls it finished."""
    variables = with_command(home / "bin", World(home).environment())
    ended = run_git(Path(project.root), "merge", "-q", "--no-edit", "side", variables=variables)
    assert ended.code in {0, 1}, ended.printed
    assert "Traceback" not in ended.printed
    return ended.code == 0


def finish(project: Project, is_merged: bool) -> bool:
    """Take their side of a manifest in conflict, then resolve; say whether that was needed."""
    root = Path(project.root)
    if "<<<<<<<" in (root / "assets.toml").read_text("utf-8"):
        git(root, "checkout", "-q", "--theirs", "assets.toml")
    resolved = resolve_lock(project, lock_timeout=0, tell=lambda _: None)
    assert resolved is None or not is_merged
    return resolved is not None


def needless(project: Project, known: set[Digest]) -> list[str]:
    """List what a plan by the merged lock alone would make though a branch has it."""
    root = Path(project.root)
    git(root, "add", "--all")
    tree, repository = git(root, "write-tree").strip(), find_repository(project.root)
    assert repository is not None
    reading = read_tree(GitTree(repository, tree), project.manifest)
    lock = read_lock(project)
    facts = LockFacts(lock, reading.sources)
    plan = build_plan(reading.graph, lock, facts, market(), Wishes(selection=Selection()))
    return [step.address for step in plan.steps if step.action == "make" and step.key in known]
