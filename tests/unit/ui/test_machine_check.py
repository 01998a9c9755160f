from __future__ import annotations

from assetforge.core.diagnostics import Diagnostic, Place
from assetforge.core.values import is_array, is_table
from assetforge.ui.machine_check import check_document


def test_a_problem_is_written_with_its_place() -> None:
    place = Place(file="assets.toml", line=8, column=1, length=5)
    problem = Diagnostic(code="unknown-key", place=place, summary="s", detail="d", hint="h")

    value = check_document([problem])

    assert value["valid"] is False
    assert value["diagnostics"] == [
        {
            "code": "unknown-key", "severity": "error", "summary": "s", "detail": "d", "hint": "h",
            "file": "assets.toml", "line": 8, "column": 1, "length": 5,
        }
    ]  # fmt: skip


def test_a_warning_alone_is_valid() -> None:
    place = Place(file="assets.toml", line=8, column=1, length=5)
    warning = Diagnostic(
        code="unused", place=place, summary="s", detail="d", hint="h", severity="warning"
    )

    value = check_document([warning])

    assert value["valid"] is True
    assert is_array(value["diagnostics"])
    assert [is_table(each) and each["severity"] for each in value["diagnostics"]] == ["warning"]


def test_no_problem_is_valid() -> None:
    assert check_document([], assets=3) == {
        "format_version": "1.0", "document": "check", "valid": True, "assets": 3,
        "diagnostics": [],
    }  # fmt: skip
