"""The head of the main file: version, project and include. The budget is read in `budget_table`.

version = 1
include = ["campaigns/*.toml"]
[project]   name, output
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import KeyPath, Problem
from assetforge.core.paths import PathError, parse_path
from assetforge.core.values import is_array, is_table
from assetforge.manifest.file_place import named_as_ours
from assetforge.manifest.model import Origin
from assetforge.manifest.unknown_key import unknown_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.manifest.document import Document
    from assetforge.manifest.problem_list import ProblemList

VERSION: Final = 1
OUTPUT: Final = "assets"
KNOWN: Final[Mapping[str, Sequence[str]]] = {
    "project": ("name", "output"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What holds for the whole project."""

    name: str
    output: str


def read_head(root: Document, problems: ProblemList) -> Head:
    """Read the head; what is wrong is added to `problems`, and its default stands in for it."""
    project = root.table("project")
    problems.extend(_version(root))
    problems.extend(_name(root))
    problems.extend(_output(root))
    problems.extend(_include(root))
    for table, known in KNOWN.items():
        origins = (Origin(file=root.file, path=(table, key)) for key in root.table(table))
        problems.extend(
            unknown_key(origin, f"`[{table}]`", known)
            for origin in origins
            if origin.path[-1] not in known
        )
    name, output = project.get("name"), project.get("output")
    return Head(
        name=name if isinstance(name, str) else "",
        output=output if isinstance(output, str) and not _reason(output) else OUTPUT,
    )


def _version(root: Document) -> Iterator[Problem]:
    version = root.tables.get("version")
    if version == VERSION and type(version) is int:
        return
    if isinstance(version, int) and version > VERSION:
        yield _wrong(
            root, ("version",), f"this assetforge reads version {VERSION} of the format, no later",
            "update assetforge",
        )  # fmt: skip
    else:
        yield _wrong(
            root, ("version",),
            f"a manifest says `version = {VERSION}`, so that later formats can be told apart",
            f"write `version = {VERSION}` at the top",
            code="missing-key" if version is None else "wrong-value",
        )  # fmt: skip


def _name(root: Document) -> Iterator[Problem]:
    project = root.tables.get("project", {})
    if not is_table(project):
        return  # which is said of the table itself
    if "name" not in project:
        if "project" in root.tables:
            yield _wrong(
                root, ("project",), "a project needs a `name`",
                'write `name = "…"` below `[project]`', code="missing-key",
            )  # fmt: skip
        else:
            yield _wrong(
                root, ("project",), "a manifest needs a `[project]` with a `name`",
                'write `[project]`, and `name = "…"` below it', code="missing-key",
            )  # fmt: skip
    elif not isinstance(name := project["name"], str) or not name.strip():
        yield _wrong(
            root, ("project", "name"), "`name` takes a text that is not empty",
            'write `name = "…"`',
        )  # fmt: skip


def _output(root: Document) -> Iterator[Problem]:
    output = root.table("project").get("output", OUTPUT)
    reason = _reason(output) if isinstance(output, str) else ""
    if reason or not isinstance(output, str):
        why = f", and this path {reason}" if reason else ""
        yield _wrong(
            root, ("project", "output"), f"`output` takes a folder of the project{why}",
            f'write `output = "{OUTPUT}"`, or leave it out, which is the same',
        )  # fmt: skip


def _include(root: Document) -> Iterator[Problem]:
    patterns = root.tables.get("include", [])
    if is_array(patterns) and all(isinstance(item, str) for item in patterns):
        return
    yield _wrong(
        root, ("include",), '`include` takes a list of paths, such as ["campaigns/*.toml"]',
        "write it so, or leave it out",
    )  # fmt: skip


def _reason(folder: str) -> str:
    """Say why a text may not be a folder of the project, or nothing."""
    try:
        parse_path(folder)
    except PathError as error:
        return error.reason
    return named_as_ours(folder)


def _wrong(
    root: Document, path: KeyPath, detail: str, hint: str, code: str = "wrong-value"
) -> Problem:
    is_missing = code == "missing-key"
    return Problem(
        code=code, file=root.file, path=path, on="key" if is_missing else "value",
        summary="missing key" if is_missing else "a value that does not fit",
        detail=detail, hint=hint,
    )  # fmt: skip
