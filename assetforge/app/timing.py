"""Time, for those above who show how it passes."""

from __future__ import annotations

from assetforge.adapters.clock import SystemClock


def now() -> float:
    """Tell the seconds since some fixed moment."""
    return SystemClock().now()
