"""The axes of an asset's own `matrix`, as far as they can be used."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.core.names import is_name
from assetforge.core.values import is_array, is_table
from assetforge.manifest.template import as_text, is_template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.core.values import Scalar
    from assetforge.manifest.declared import Declared
    from assetforge.manifest.problem_list import ProblemList

MOST_CHARACTERS: Final = 100  # of one value, which becomes part of a name

_SUMMARY: Final = "an axis that cannot be used"


def own_axes(asset: Declared, problems: ProblemList) -> dict[str, tuple[Scalar, ...]]:
    """Read the matrix of an asset; what cannot be used is reported and left out."""
    matrix = asset.table.get("matrix", {})
    if not is_table(matrix):
        problems.add(_no_table(asset))
        return {}
    found: dict[str, tuple[Scalar, ...]] = {}
    for axis, values in matrix.items():
        wrong = next(_wrong_with(axis, values), None)
        if wrong is None:
            found[axis] = _plain(values)
        else:
            problems.add(axis_problem(asset, axis, "bad-axis", _SUMMARY, *wrong))
    return found


def axis_problem(asset: Declared, axis: str, code: str, summary: str, *said: str) -> Problem:
    """Say something of an axis in an asset's matrix: detail and hint."""
    detail, hint = said
    return Problem(
        code=code, file=asset.origin.file, path=(*asset.origin.path, "matrix", axis),
        summary=summary, detail=detail, hint=hint,
    )  # fmt: skip


def _wrong_with(axis: str, values: object) -> Iterator[tuple[str, str]]:
    if axis == "name":
        yield "`name` always stands for the name of the asset itself", "give the axis another name"
    if not is_name(axis):
        yield (
            "an axis is named with letters from A to Z, digits, `_` and `-`, 64 at most",
            "rename the axis",
        )
    listed = values if is_array(values) else ()
    plain = _plain(values)
    if not listed or len(plain) < len(listed):
        yield (
            f"`{axis}` takes a list of texts, numbers, true or false, and each value makes a cell",
            f'write `{axis} = ["one", "two"]`',
        )
    yield from _wrong_among(axis, [as_text(value) for value in plain])


def _wrong_among(axis: str, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    twice = next((text for text, count in Counter(texts).items() if count > 1), None)
    if twice is not None:
        yield f"`{axis}` lists `{twice}` twice, and each value makes a cell", "take one of them out"
    longest = max(map(len, texts), default=0)
    if longest > MOST_CHARACTERS:
        yield (
            f"a value of `{axis}` has {longest:,} characters; names take {MOST_CHARACTERS}",
            f'keep short words here and long texts in files: `prompt_file = "{{{{{axis}}}}}.txt"`',
        )
    if any(map(is_template, texts)):
        yield (
            f"`{axis}` holds `{{{{`, and nothing is filled in inside a matrix",
            "write its values out in full",
        )


def _plain(values: object) -> tuple[Scalar, ...]:
    items = values if is_array(values) else ()
    return tuple(value for value in items if isinstance(value, bool | int | float | str))


def _no_table(asset: Declared) -> Problem:
    return Problem(
        code="wrong-value", file=asset.origin.file, path=(*asset.origin.path, "matrix"),
        summary="a value that does not fit",
        detail='`matrix` takes a table of lists, such as { locale = ["en", "de"] }',
        hint="write it so, one list for each axis",
    )  # fmt: skip
