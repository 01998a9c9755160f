"""The example projects that come with the package, as files to copy.

In an installed package they lie beside its modules; in a checkout at the top of the tree.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a build leaves in a project is not part of the example.
_MADE: Final = ("assets", "assets.lock", "assets.lock.rescue.toml")


def example_names() -> tuple[str, ...]:
    """List the examples by name."""
    return tuple(sorted(path.parent.name for path in _home().glob("*/assets.toml")))


def example_files(name: str) -> Mapping[str, bytes]:
    """Read every file of an example, by its path in the project; outputs are not among them."""
    root = _home() / name
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not _is_left_out(path.relative_to(root))
    }


def _is_left_out(path: Path) -> bool:
    return path.parts[0] in _MADE or any(part.startswith(".assetforge") for part in path.parts)


def _home() -> Path:
    package = Path(__file__).parent.parent
    inside = package / "examples"
    return inside if inside.is_dir() else package.parent / "examples"
