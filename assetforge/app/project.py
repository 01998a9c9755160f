"""Where a project's files are, for the project itself and for its draft.

<project>/assets.toml              the manifest
<project>/assets.lock              the lock, to commit
<project>/assets/…                 outputs, where the manifest says
<project>/.assetforge/             what may be lost: memo, run lock, drafts
<project>/.assetforge/draft/       a lock, outputs and a store of its own
<data folder>/assetforge/store/    the store, one for all projects; ASSETFORGE_STORE_DIR
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from assetforge.core.errors import UsageError

MANIFEST = "assets.toml"
STATE = ".assetforge"
LOCK = "assets.lock"
STORE_VARIABLE = "ASSETFORGE_STORE_DIR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The places that a command works with."""

    root: str  # the project's folder
    manifest: str  # name of the main file in it
    outputs: str  # the folder that output paths start from
    state: str  # what may be lost
    lock: str
    store: str
    is_draft: bool

    @property
    def memo(self) -> str:
        """The file in which a build notes what a no-op needs to know."""
        return str(Path(self.state) / "memo.json")

    @property
    def anchor(self) -> str:
        """A file that the first build here makes and none changes: a memo names its stamp."""
        return str(Path(self.root) / STATE / ".gitignore")

    @property
    def run_lock(self) -> str:
        """The file that one build at a time holds."""
        return str(Path(self.state) / "run.lock")


def project_at(manifest: str, *, is_draft: bool) -> Project:
    """Name the places of the project whose manifest lies at this path."""
    root = Path(manifest).parent
    state = root / STATE / "draft" if is_draft else root / STATE
    home = state if is_draft else root
    return Project(
        root=str(root),
        manifest=Path(manifest).name,
        outputs=str(home),
        state=str(state),
        lock=str(home / LOCK),
        store=str(state / "store") if is_draft else store_folder(),
        is_draft=is_draft,
    )


def find_manifest(named: str | None) -> str:
    """Find the manifest: the one named, or the nearest `assets.toml` from here upwards.

    Raises:
        UsageError: there is none.
    """
    here = Path.cwd()
    if named is not None:
        place = here / named
        if not place.is_file():
            raise _no_manifest(named)
        return str(place)
    for folder in (here, *here.parents):
        if (folder / MANIFEST).is_file():
            return str(folder / MANIFEST)
    raise _no_manifest(None)


def store_folder() -> str:
    """Name the folder of the store that all projects share.

    It lies with the user's data, not with caches: what is in it was paid for.
    """
    chosen = os.environ.get(STORE_VARIABLE)
    if chosen:
        return str(Path(chosen).absolute())
    from platformdirs import user_data_path  # noqa: PLC0415 - only where nothing is chosen

    return str(user_data_path("assetforge", appauthor=False) / "store")


def _no_manifest(named: str | None) -> UsageError:
    missing = f"there is no `{MANIFEST}` in this folder or in one above it"
    return UsageError(
        missing if named is None else f"there is no manifest at `{named}`",
        next_step="Run `assetforge init` to begin one, or name it with `--manifest PATH`.",
    )
