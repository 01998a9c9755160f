"""The ground that hostile projects are tried on, with traps around them.

<ground>/cases/NAME/project/    a project
<ground>/cases/NAME/outside/    files beside it; whoever reads one moves its time of access
<ground>/store, <ground>/state  the user's own; nothing of an untrusted run is written there
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

CANARY: Final = "canary-5f1c9b"
KEYS: Final = {
    "LETZAI_API_KEY": f"{CANARY}-letzai",
    "LETTA_API_KEY": f"{CANARY}-letta",
    "GITHUB_TOKEN": f"{CANARY}-github",
    "AWS_SECRET_ACCESS_KEY": f"{CANARY}-aws",
    "NPM_CONFIG__AUTH": f"{CANARY}-npm",
    "DATABASE_URL": f"postgres://me:{CANARY}-base@db.example.com/main",
}
_OLD: Final = 1_000_000_000  # seconds since 1970; before _OLD + 1, so that any access moves it


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One project and what lies beside it."""

    home: Path

    @property
    def project(self) -> Path:
        return self.home / "project"

    @property
    def outside(self) -> Path:
        return self.home / "outside"

    def set_traps(self) -> None:
        """Lay out what nobody may read, write or list."""
        self.outside.mkdir(parents=True)
        Image.new("RGB", (8, 8), "teal").save(self.outside / "secret.png")
        (self.outside / "secret.txt").write_text(f"{CANARY}-outside", encoding="utf-8")
        (self.outside / "secret.toml").write_text('[vars]\na = "canary"\n', encoding="utf-8")
        for place in self._trapped():
            os.utime(place, (_OLD, _OLD + 1))

    def sprung(self) -> list[str]:
        """List what was read or changed, by name."""
        times = {place.name: place.stat() for place in self._trapped()}
        return sorted(
            name for name, found in times.items()
            if (found.st_atime, found.st_mtime) != (_OLD, _OLD + 1)
        )  # fmt: skip

    def said(self) -> str:
        """Put together all that was printed."""
        texts = (path for path in sorted(self.home.iterdir()) if path.suffix in {".out", ".err"})
        return "".join(path.read_text("utf-8", "replace") for path in texts)

    def written(self) -> bytes:
        """Put together every file of the project."""
        files = (path for path in self.project.rglob("*") if path.is_file())
        return b"".join(path.read_bytes() for path in files if not path.is_symlink())

    def _trapped(self) -> tuple[Path, ...]:
        names = ("secret.png", "secret.txt", "secret.toml")
        return (self.outside, *(self.outside / name for name in names))


def file_name(title: str) -> str:
    """Make a folder's name of a title."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
