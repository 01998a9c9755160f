"""Where a project's files are, for the project itself and for its draft.

<project>/assets.toml              the manifest
<project>/assets.lock              the lock, to commit
<project>/assets/…                 outputs, where the manifest says
<project>/other.toml, other.lock   a second manifest, with a lock and a memo of its own
<project>/.assetforge/             what may be lost: memos, run lock, drafts
<project>/.assetforge/draft/       locks, outputs and a store of its own
<data folder>/assetforge/store/    the store, one for all projects; ASSETFORGE_STORE_DIR
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from assetforge.adapters.store_layout import FOLDERS, VERSION
from assetforge.core.diagnostics import did_you_mean
from assetforge.core.errors import UsageError

MANIFEST = "assets.toml"
STATE = ".assetforge"
ANCHOR = f"{STATE}/.gitignore"
QUARANTINE = "quarantine"  # what was paid for, and is of no use
ENDING = ".toml"
STORE_VARIABLE = "ASSETFORGE_STORE_DIR"
_DRAFT = f"{STATE}/draft"


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
        is_usual = self.manifest == MANIFEST
        name = "memo.json" if is_usual else f"{_stem(self.manifest)}.memo.json"
        return str(Path(self.state) / name)

    @property
    def shown_lock(self) -> str:
        """The lock's path as people read it, from the project's folder."""
        return Path(self.lock).relative_to(self.root).as_posix()

    @property
    def own_folders(self) -> tuple[str, ...]:
        """The folders that belong to assetforge alone, from the project's folder."""
        return (STATE, _DRAFT, f"{_DRAFT}/store") if self.is_draft else (STATE,)

    @property
    def later_folders(self) -> tuple[str, ...]:
        """The folders below those, which are made by what needs them."""
        if not self.is_draft:
            return (f"{STATE}/{QUARANTINE}",)
        home = f"{_DRAFT}/store/{VERSION}"
        return (f"{_DRAFT}/{QUARANTINE}", home, *(f"{home}/{name}" for name in FOLDERS))

    @property
    def anchor(self) -> str:
        """A file that the first build needs and no later one changes: memos name its stamp."""
        return str(Path(self.root) / ANCHOR)

    @property
    def run_lock(self) -> str:
        """The file that one build at a time holds."""
        return str(Path(self.state) / "running")  # NAME.lock may lie beside it


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
        lock=str(home / f"{_stem(Path(manifest).name)}.lock"),
        store=str(state / "store") if is_draft else store_folder(),
        is_draft=is_draft,
    )


def find_manifest(named: str | None) -> str:
    """Find the manifest: the one named, or the nearest `assets.toml` from here upwards.

    What stands there may turn out to be no file: whoever reads it says so.

    Raises:
        UsageError: there is none, or its name is none for a manifest.
    """
    here = Path.cwd()
    if named is not None:
        return _named_manifest(here, named)
    for folder in (here, *here.parents):
        if os.path.lexists(folder / MANIFEST):
            return str(folder / MANIFEST)
    raise _no_manifest(None, near=_nearly(here))


def store_folder() -> str:
    """Name the folder of the store that all projects share.

    It lies with the user's data, not with caches: what is in it was paid for.
    """
    chosen = os.environ.get(STORE_VARIABLE)
    if chosen:
        return str(Path(chosen).absolute())
    from platformdirs import user_data_path  # noqa: PLC0415 - only where nothing is chosen

    return str(user_data_path("assetforge", appauthor=False) / "store")


def _nearly(folder: Path) -> str:
    """Find a file whose name was probably meant to be the manifest's."""
    try:
        return did_you_mean(MANIFEST, [path.name for path in folder.iterdir()])
    except OSError:
        return ""


def _named_manifest(here: Path, named: str) -> str:
    place = here / named
    if not os.path.lexists(place):
        raise _no_manifest(named)
    if place.suffix != ENDING:
        raise _no_name(named)
    return str(place)


def _stem(manifest: str) -> str:
    """Name what a manifest's lock and memo are called after; no two manifests share it."""
    return manifest.removesuffix(ENDING)


def _no_name(named: str) -> UsageError:
    return UsageError(
        f"`{named}` does not end in `{ENDING}`: a manifest does, and its lock is named after it",
        next_step=f"Rename it, so that NAME{ENDING} gets its own NAME.lock.",
    )


def _no_manifest(named: str | None, near: str = "") -> UsageError:
    missing = f"there is no `{MANIFEST}` in this folder or in one above it"
    usual = "Run `assetforge init` to begin one, or name it with `--manifest PATH`."
    return UsageError(
        missing if named is None else f"there is no manifest at `{named}`",
        next_step=f"{near.capitalize()} {usual}".strip(),
    )
