"""Names of colours that an instruction may use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

COLOURS: Final[Mapping[str, str]] = {
    "red": "#d7263d", "crimson": "#b3123b", "orange": "#f28c28", "amber": "#f5a623",
    "gold": "#d4a72c", "golden": "#d4a72c", "yellow": "#f4d35e", "lime": "#a4c639",
    "green": "#2e8b57", "emerald": "#1f9d6b", "teal": "#1b7f8c", "turquoise": "#35b6b4",
    "cyan": "#22b8cf", "blue": "#2b59c3", "navy": "#1d2f6f", "indigo": "#3f37c9",
    "violet": "#7b4fb8", "purple": "#6a3fa0", "magenta": "#c2309a", "pink": "#ef7fa6",
    "rose": "#e0607e", "brown": "#7b4b2a", "beige": "#d9c5a0", "silver": "#b4bcc6",
}  # fmt: skip
