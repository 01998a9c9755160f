"""Completing the names of assets when somebody presses TAB."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.errors import AssetforgeError

if TYPE_CHECKING:
    import click


def complete_asset(ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """List the locked assets that begin so; nothing where the project cannot be read."""
    from assetforge.app.project import find_manifest, project_at  # noqa: PLC0415 - only for TAB
    from assetforge.app.reading import read_lock  # noqa: PLC0415

    named = ctx.find_root().params.get("manifest")
    try:
        project = project_at(
            find_manifest(named if isinstance(named, str) else None), is_draft=False
        )
        return sorted(name for name in read_lock(project).entries if name.startswith(begun))
    except (AssetforgeError, OSError):
        return []
