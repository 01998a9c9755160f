"""The line that says there is nothing to do; apart, so that a no-op loads nothing else."""

from __future__ import annotations


def nothing_to_do(count: int) -> str:
    """Say that every asset is up to date, or that there is none."""
    if count == 0:
        return "Nothing to do: there is no asset to make."
    return f"Nothing to do: {count:,} asset{' is' if count == 1 else 's are'} up to date."
