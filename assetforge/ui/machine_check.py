"""The problems of a manifest or lock as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.ui.machine import document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.diagnostics import Diagnostic
    from assetforge.core.values import Table


def check_document(diagnostics: Sequence[Diagnostic], assets: int = 0) -> Table:
    """Write every problem with its place; `valid` tells whether none of them is an error."""
    return document("check", {
        "valid": not any(each.severity == "error" for each in diagnostics),
        "assets": assets,
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in diagnostics],
    })  # fmt: skip


def _diagnostic(diagnostic: Diagnostic) -> Table:
    place = diagnostic.place
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "summary": diagnostic.summary,
        "detail": diagnostic.detail,
        "hint": diagnostic.hint,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "length": place.length,
    }
