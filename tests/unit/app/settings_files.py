"""Config files as texts, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app.settings import Settings, parse_settings
from assetforge.core.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.app.settings_service import Above
    from assetforge.core.diagnostics import Diagnostic
    from assetforge.providers.settings import ServiceSettings

FILE = "config.toml"


def parsed(text: str, above: Mapping[str, Above] | None = None) -> Settings:
    return parse_settings(FILE, text.encode(), above or {})


def letzai(line: str, above: Mapping[str, Above] | None = None) -> ServiceSettings:
    return parsed(f"[letzai]\n{line}\n", above).service("letzai")


def said(text: str, above: Mapping[str, Above] | None = None) -> tuple[Diagnostic, ...]:
    with pytest.raises(InvalidError) as refused:
        parsed(text, above)
    return refused.value.diagnostics


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in said(text)]
