"""Names: what assets are called, alone and as cells of a matrix.

hero              an asset: a letter or digit, then letters, digits, `_` and `-`, 64 at most
banner@de-9x16    a cell: the asset, `@`, its axis values in the order written, made file-safe
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.core.values import Scalar

Kind: TypeAlias = Literal["source", "image", "edit", "upscale", "video", "video-edit", "derive"]
KINDS: Final[tuple[Kind, ...]] = (
    "source", "image", "edit", "upscale", "video", "video-edit", "derive",
)  # fmt: skip
FILM_KINDS: Final[frozenset[Kind]] = frozenset({"video", "video-edit"})

NAME_RULE: Final = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"
ADDRESS_RULE: Final = NAME_RULE + r"(@[A-Za-z0-9_.-]+)?"
_NAME = re.compile(NAME_RULE)
_ADDRESS = re.compile(ADDRESS_RULE)
_UNSAFE = re.compile(r"[^A-Za-z0-9_.]+")


def is_name(text: str) -> bool:
    """Say whether a text may name an asset."""
    return _NAME.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Say whether a text may be the address of an asset or of a cell."""
    return _ADDRESS.fullmatch(text) is not None


def cell_address(name: str, values: Iterable[Scalar]) -> str:
    """Name one cell of a matrix: `16:9` becomes `16x9`, what no file name can hold becomes `_`."""
    parts = [_file_safe(value) for value in values]
    return f"{name}@{'-'.join(parts)}" if parts else name


def _file_safe(value: Scalar) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return _UNSAFE.sub("_", text.replace(":", "x")).strip(".") or "_"
