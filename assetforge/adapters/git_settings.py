"""A repository's own settings, in `.git/config`: nobody else has them, nothing is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.git_repository import failed

if TYPE_CHECKING:
    from assetforge.adapters.git_repository import Repository


def read_setting(repository: Repository, name: str) -> str | None:
    """Read a setting of this repository alone; None where it has none.

    Raises:
        AssetforgeError: git takes too long.
    """
    answer = repository.git.ask("config", "--local", "--get", name)
    return answer.line if answer.is_good else None


def write_setting(repository: Repository, name: str, value: str) -> None:
    """Set a setting of this repository alone.

    Raises:
        AssetforgeError: git refused.
    """
    answer = repository.git.ask("config", "--local", name, value)
    if not answer.is_good:
        raise failed("config", answer.complaint)
