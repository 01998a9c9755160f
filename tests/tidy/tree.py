"""Rules for the tree as a whole: what must stand beside what."""

from __future__ import annotations

import ast
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from tests.tidy.source import Module

# Modules that need no mirror test; each says why. Keep it short: a test is the better answer.
TESTED_ELSEWHERE: Mapping[str, str] = {
    "assetforge/__init__.py": "the public names, each loaded by tests/test_docs.py",
    "assetforge/core/errors.py": "data and one tree; each leaf is asserted where it is raised",
    "assetforge/core/values.py": "two guards of one line, which every decoder passes through",
}


def has_mirror_tests(
    modules: Collection[Module], paths: Collection[PurePosixPath], elsewhere: Mapping[str, str]
) -> Iterator[str]:
    """Ask for tests/unit/<package>/test_<module>.py wherever a module computes something."""
    for module in modules:
        mirror = mirror_of(module.path)
        if mirror not in paths and str(module.path) not in elsewhere and has_logic(module.tree):
            yield f"{module.path}: nothing tests it by itself. Write {mirror}."


def has_no_idle_exceptions(
    modules: Collection[Module], paths: Collection[PurePosixPath], elsewhere: Mapping[str, str]
) -> Iterator[str]:
    """Ask that an exception goes once its module is gone or tested."""
    known = {str(module.path) for module in modules}
    for name in elsewhere:
        if name not in known or mirror_of(PurePosixPath(name)) in paths:
            yield f"tests/tidy/tree.py: {name} needs no exception any more. Remove it."


def mirror_of(path: PurePosixPath) -> PurePosixPath:
    return PurePosixPath("tests/unit", *path.parts[1:-1], f"test_{path.stem.strip('_')}.py")


def has_logic(tree: ast.Module) -> bool:
    """Say whether any function in it has a body; those of a Protocol have none."""
    return any(
        not all(_is_idle(statement) for statement in node.body)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def _is_idle(statement: ast.stmt) -> bool:
    """Say whether it is a docstring, `...` or `pass`."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.Pass)


def has_fakes_and_contracts(
    ports: Collection[str], fakes: Collection[str], contracts: Collection[str]
) -> Iterator[str]:
    """Ask for a fake and a contract test for each port; all are names of classes."""
    for port in sorted(ports):
        if not any(fake.endswith(port) for fake in fakes):
            yield f"port {port}: tests/fakes has no class whose name ends in {port}. Write it."
        if not any(port in contract for contract in contracts):
            yield (
                f"port {port}: tests/contracts has no class with {port} in its name. "
                "Write it and run it on the fake and on the real adapter."
            )


def protocols_of(tree: ast.Module) -> set[str]:
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).split("[")[0].endswith("Protocol") for base in node.bases)
    }


def classes_of(tree: ast.Module) -> set[str]:
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def mentions_only_what_is(
    document: str, text: str, paths: Collection[PurePosixPath]
) -> Iterator[str]:
    """Ask that every path or module in backticks that looks like ours exists."""
    known = {str(path) for path in paths} | {
        str(parent) for path in paths for parent in path.parents
    }
    for number, line in enumerate(text.splitlines(), start=1):
        for word in re.findall(r"`((?:assetforge|tests|docs)[/.][\w/.-]*)`", line):
            if not _exists(word, known):
                yield f"{document}:{number}: there is no {word}. Mend the document."


def _exists(word: str, known: Collection[str]) -> bool:
    if "/" in word:
        return word.rstrip("/") in known
    as_path = word.replace(".", "/")
    package, _, item = as_path.rpartition("/")
    return any(name in known for name in (word, as_path, f"{as_path}.py", f"{package}.py")) or (
        package in known and item[:1].isupper()
    )
