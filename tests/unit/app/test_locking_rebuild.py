"""Rebuilding: a lock that was lost or damaged comes back from the store, for nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.ledger import all_attempts
from assetforge.app.locking import resolve_lock
from assetforge.app.locking_rebuild import rebuild_lock
from assetforge.app.reading import read_lock
from assetforge.core.errors import InvalidError, StaleError
from assetforge.report.relocked import Missing, Relocked
from tests.git_commands import git
from tests.unit.app.ledgers import state_folder
from tests.unit.app.merges import all_stamps, lock_text, merge_side, prompted, shown
from tests.unit.app.placed import note
from tests.unit.app.projects import LAMP, PAID, built, endings, write

if TYPE_CHECKING:
    from assetforge.app.project import Project


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state_folder(tmp_path, monkeypatch)


def rebuilt(project: Project) -> Relocked:
    return rebuild_lock(project, lock_timeout=0, tell=pytest.fail)


def test_a_lost_lock_comes_back_byte_for_byte(project: Project) -> None:
    built(project)
    before = lock_text(project)
    Path(project.lock).unlink()

    found = rebuilt(project)

    assert lock_text(project) == before
    assert found == Relocked(found=("lamp", "icon"), kept=(), missing=())
    assert set(endings(built(project)).values()) == {"kept"}


def test_a_converted_output_comes_back_too(project: Project) -> None:
    write(project, LAMP.replace("width = 16", 'width = 16\noutput = "assets/icon.webp"'))
    built(project)
    before = lock_text(project)
    Path(project.lock).unlink()

    rebuilt(project)

    assert lock_text(project) == before


def test_a_lock_that_is_right_stays_as_it_is(project: Project) -> None:
    built(project)
    before = all_stamps(project.root)

    found = rebuilt(project)

    assert found == Relocked(found=(), kept=("lamp", "icon"), missing=())
    before.pop(project.run_lock)
    assert before.items() <= all_stamps(project.root).items()


def test_a_damaged_lock_is_put_aside_and_what_is_whole_in_it_stays(project: Project) -> None:
    built(project)
    whole = lock_text(project)
    damaged = whole.replace("[asset.lamp]\nkind", "[asset.lamp]\nkind =")
    Path(project.lock).write_text(damaged, encoding="utf-8")
    shutil.rmtree(project.store)

    found = rebuilt(project)

    assert Path(project.root, found.aside).read_text("utf-8") == damaged
    assert found.aside.startswith(".assetforge/assets.lock.")
    assert found.salvaged == 1
    assert sorted(read_lock(project).entries) == ["icon"]


def test_a_damaged_lock_comes_back_whole_from_the_store(project: Project) -> None:
    built(project)
    whole = lock_text(project)
    Path(project.lock).write_bytes(b"\x00" + whole.encode()[:200])

    found = rebuilt(project)

    assert lock_text(project) == whole
    assert found.salvaged == 0


def test_an_entry_whose_bytes_lie_elsewhere_stays(project: Project) -> None:
    built(project)
    before = lock_text(project)
    shutil.rmtree(project.store)
    shutil.rmtree(Path(project.root, "assets"))

    found = rebuilt(project)

    assert lock_text(project) == before
    assert found.kept == ("lamp", "icon")


def test_what_the_store_does_not_know_stays_unknown(project: Project) -> None:
    built(project)
    write(project, PAID.replace("A brass lamp", "A tin lamp"))

    found = rebuilt(project)

    assert found.missing == (
        Missing(address="lamp", why="not-stored", has_older=True),
        Missing(address="hero", why="not-stored", has_older=False),
        Missing(address="icon", why="not-stored", has_older=True),
    )
    assert sorted(read_lock(project).entries) == ["icon", "lamp"]


def test_what_is_ordered_stays_ordered(project: Project) -> None:
    write(project, PAID)
    note(project, "hero", job="job-1")
    before = all_attempts()

    found = rebuilt(project)

    assert Missing(address="hero", why="ordered", has_older=False) in found.missing
    assert all_attempts() == before


def test_what_depends_on_something_unmade_is_told_so(project: Project) -> None:
    write(
        project,
        PAID + '\n[edit.night]\nfrom = "hero"\nprompt = "Night"\nprovider = "letzai"\n'
        'model = "flux2"\n',
    )

    found = rebuilt(project)

    assert Missing(address="night", why="after-build", has_older=False) in found.missing


def test_a_lost_lock_keeps_what_the_last_commit_says_of_bytes_that_are_elsewhere(
    branched: Project,
) -> None:
    before = lock_text(branched)
    shutil.rmtree(branched.store)
    shutil.rmtree(Path(branched.root, "assets"))
    Path(branched.lock).unlink()

    found = rebuilt(branched)

    assert lock_text(branched) == before
    assert (found.committed, found.absent) == (3, ())
    assert sorted(found.kept) == ["book", "icon", "lamp"]


def test_a_damaged_lock_is_made_whole_by_the_committed_one(branched: Project) -> None:
    before = lock_text(branched)
    shutil.rmtree(branched.store)
    damaged = before.replace("[asset.lamp]\nkind", "[asset.lamp]\nkind =")
    Path(branched.lock).write_text(damaged, encoding="utf-8")

    found = rebuilt(branched)

    assert lock_text(branched) == before
    assert (found.salvaged, found.committed, found.absent) == (2, 0, ())


def test_what_only_the_committed_lock_names_is_told(branched: Project) -> None:
    shutil.rmtree(branched.store)
    shutil.rmtree(Path(branched.root, "assets"))
    Path(branched.lock).write_text("version = 1\n", encoding="utf-8")

    assert rebuilt(branched).absent == ("book", "icon", "lamp")


def test_renamed_assets_keep_their_entries(branched: Project) -> None:
    shutil.rmtree(branched.store)
    shutil.rmtree(Path(branched.root, "assets"))
    Path(branched.lock).unlink()
    text = prompted("A tin lamp").replace("[image.book]", "[image.novel]")
    write(branched, f'{text}\n[moved]\nbook = "novel"\n')

    found = rebuilt(branched)

    assert sorted(read_lock(branched).entries) == ["icon", "lamp", "novel"]
    assert found.absent == ()


def test_what_was_renamed_and_built_since_the_commit_does_not_give_way_to_it(
    branched: Project,
) -> None:
    text = prompted("A tin lamp").replace("[image.book]", "[image.novel]")
    text = text.replace("An old book", "A red book")
    write(branched, f'{text}\n[moved]\nbook = "novel"\n')
    built(branched)
    before = lock_text(branched)
    shutil.rmtree(branched.store)
    damaged = before.replace("[asset.lamp]\nkind", "[asset.lamp]\nkind =")
    Path(branched.lock).write_text(damaged, encoding="utf-8")

    rebuilt(branched)

    assert lock_text(branched) == before


@pytest.mark.parametrize("is_lost", [True, False])
def test_in_an_open_merge_nothing_is_rebuilt(branched: Project, is_lost: bool) -> None:
    merge_side(branched)
    git(Path(branched.root), "checkout", "-q", "--ours", "assets.lock")
    write(branched, prompted("A gold lamp"))
    if is_lost:
        Path(branched.lock).unlink()

    with pytest.raises(InvalidError) as refused:
        rebuilt(branched)

    assert "assetforge lock --resolve" in refused.value.next_step
    assert Path(branched.lock).exists() == (not is_lost)
    assert resolve_lock(branched, lock_timeout=0, tell=pytest.fail) is not None
    assert Path(branched.lock).read_bytes() == shown(branched, "side")


def test_a_conflict_is_resolved_not_rebuilt(branched: Project) -> None:
    merge_side(branched)
    before = lock_text(branched)

    with pytest.raises(InvalidError) as refused:
        rebuilt(branched)

    assert "assetforge lock --resolve" in refused.value.next_step
    assert lock_text(branched) == before


@pytest.mark.parametrize(
    ("text", "kind"),
    [("version = 99\n", InvalidError), ("version = 1\nrevision = 99\n", StaleError)],
)
def test_a_lock_of_a_newer_version_is_left_alone(
    project: Project, text: str, kind: type[Exception]
) -> None:
    Path(project.lock).write_text(text, encoding="utf-8")

    with pytest.raises(kind):
        rebuilt(project)

    assert lock_text(project) == text
