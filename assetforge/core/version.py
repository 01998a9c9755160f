"""The version of assetforge, for people, for memos and for the package."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
