"""The assets that were renamed, as a manifest says it, so that nothing is made again for that.

[moved]
hero-old = "hero"                       an asset, with all its cells
"banner@de-9x16" = "banner@de-story"    one cell

The old name is none of an asset any more, the new one is. Lines may stay once a build has written
the lock by them: they say nothing of a lock that no longer has the old name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.core.names import is_address
from assetforge.core.renames import address_now
from assetforge.manifest.wording import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from assetforge.manifest.document import Document
    from assetforge.manifest.expand import Expansion
    from assetforge.manifest.problem_list import ProblemList

_ON_KEY: Final = frozenset({"moved-name", "moved-taken"})  # the others are about the new name
MOST_MOVED: Final = 1_000  # lines; whoever renames more has old ones to take out


def read_moved(expansion: Expansion, problems: ProblemList) -> Mapping[str, str]:
    """Read what each renamed asset is called now, by its old name; problems are added."""
    root = expansion.root
    table = root.table("moved")
    if len(table) > MOST_MOVED:
        problems.add(_too_many(root, len(table)))
        return {}
    moved = {
        old: new for old, new in table.items()
        if isinstance(new, str) and is_address(new) and is_address(old)
    }  # fmt: skip
    problems.extend(_misshapen(root, table, moved))
    circles = [old for old in moved if address_now(old, moved) is None]
    problems.extend(_circle(root, old) for old in circles[:1])
    problems.extend(_twice(root, moved))
    is_spelt_out = not any(each.severity == "error" for each in expansion.problems)
    if is_spelt_out and not circles:  # else nobody knows what there is
        problems.extend(_misplaced(root, moved, _known(expansion)))
    return moved


def _known(expansion: Expansion) -> Collection[str]:
    names = dict.fromkeys(cell.declared.name for cell in expansion.cells)
    return names | dict.fromkeys(cell.address for cell in expansion.cells)


def _misshapen(
    root: Document, table: Mapping[str, object], moved: Mapping[str, str]
) -> Iterator[Problem]:
    for old in table:
        if old in moved:
            continue
        yield _problem(
            root, old, "wrong-value" if is_address(old) else "moved-name",
            "`[moved]` takes names of assets, or addresses of cells in quotes",
            'write `hero-old = "hero"`',
        )  # fmt: skip


def _misplaced(
    root: Document, moved: Mapping[str, str], known: Collection[str]
) -> Iterator[Problem]:
    """Find old names that are still taken, and new ones that no asset has."""
    for old, new in moved.items():
        if old in known:
            yield _problem(
                root, old, "moved-taken",
                f"`{old}` is still an asset, so it cannot be what `{new}` was before",
                "take the line out, or rename the asset",
            )  # fmt: skip
        end = address_now(new, moved)
        # Of several lines that lead to one end, the one that names it is told.
        if end is not None and end not in known and (end == new or end not in moved.values()):
            yield _nobody(root, old, end, known)


def _nobody(root: Document, old: str, end: str, known: Collection[str]) -> Problem:
    near = nearest(end, known)
    name, at, _ = end.partition("@")
    is_cell = bool(at) and name in known
    return _problem(
        root, old, "unknown-asset",
        f"`{name}` has no cell `{end}`" if is_cell else f"no asset is called `{end}`",
        f"did you mean `{near}`?" if near else "take the line out, or declare the asset",
    )  # fmt: skip


def _circle(root: Document, old: str) -> Problem:
    return _problem(
        root, old, "moved-circle",
        f"from `{old}` these lines lead in a circle, so nobody knows its name now",
        "take out the line that is out of date",
    )  # fmt: skip


def _twice(root: Document, moved: Mapping[str, str]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for old, new in moved.items():
        other = first.setdefault(new, old)
        if other != old:
            yield _problem(
                root, old, "moved-twice",
                f"`{other}` became `{new}` already, and two assets cannot become one",
                f'take one of the lines out, or write `{old} = "{other}"` if that came before',
            )  # fmt: skip


def _too_many(root: Document, count: int) -> Problem:
    return Problem(
        code="moved-many", file=root.file, path=("moved",), on="key",
        summary="too many renames", detail=f"{count:,} lines, and {MOST_MOVED:,} are read at most",
        hint="take out those that the lock no longer needs; `assetforge plan -v` lists them",
    )  # fmt: skip


def _problem(root: Document, old: str, code: str, detail: str, hint: str) -> Problem:
    return Problem(
        code=code, file=root.file, path=("moved", old), on="key" if code in _ON_KEY else "value",
        summary="a rename that cannot be", detail=detail, hint=hint,
    )  # fmt: skip
