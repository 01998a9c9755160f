"""What may be wrong in the file of faults, each with its place and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.core.diagnostics import Problem, did_you_mean
from assetforge.core.values import is_array, is_table
from assetforge.sandbox.fault import FAULT_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from assetforge.core.diagnostics import KeyPath

    Check: TypeAlias = Callable[[object], bool]

VERSION: Final = 1
_LONGEST: Final = 86_400.0  # seconds
_MOST_BYTES: Final = 2**40


def find_problems(file: str, tables: Mapping[str, object]) -> Iterator[Problem]:
    """List everything that is wrong with a decoded file."""
    yield from _unknown(file, (), tables, ("version", "fault"))
    if type(tables.get("version")) is not int or tables["version"] != VERSION:
        yield _problem(
            file, ("version",), ("bad-version", "unknown version"),
            f"a file of faults begins with `version = {VERSION}`", f"write `version = {VERSION}`",
        )  # fmt: skip
    faults = tables.get("fault", [])
    if not is_array(faults) or not all(is_table(fault) for fault in faults):
        yield _problem(
            file, ("fault",), ("wrong-type", "wrong type"), "`fault` is no list of tables",
            "write each fault under a header `[[fault]]`",
        )  # fmt: skip
        return
    for number, fault in enumerate(faults):
        if is_table(fault):
            yield from _fault_problems(file, ("fault", number), fault)


def _fault_problems(file: str, path: KeyPath, fault: Mapping[str, object]) -> Iterator[Problem]:
    kind = fault.get("kind")
    if not isinstance(kind, str) or kind not in FAULT_KINDS:
        yield _unknown_kind(file, path, kind)
        return
    known = FAULT_KINDS[kind]
    words = ("kind", *_EVERYWHERE, *sorted(known.takes))
    yield from _unknown(file, path, fault, words)
    for key in words[1:]:
        if key in fault and not _CHECKS[key][0](fault[key]):
            yield _problem(
                file, (*path, key), ("bad-value", "bad value"),
                f"`{key}` must be {_CHECKS[key][1]}", f"give `{key}` such a value, or leave it out",
            )  # fmt: skip
    for key in sorted(known.needs - set(fault)):
        yield _problem(
            file, (*path, "kind"), ("missing-key", "missing key"),
            f"a fault `{kind}` needs `{key}`", f"add `{key}`: {_CHECKS[key][1]}",
        )  # fmt: skip


def _unknown_kind(file: str, path: KeyPath, kind: object) -> Problem:
    listed = f"known are {', '.join(FAULT_KINDS)}"
    if not isinstance(kind, str):
        return _problem(
            file, path, ("missing-kind", "missing kind"), "this fault has no `kind`", listed
        )
    return _problem(
        file, (*path, "kind"), ("unknown-kind", "unknown kind of fault"),
        f"`{kind}` is no kind of fault", did_you_mean(kind, FAULT_KINDS) or listed,
    )  # fmt: skip


def _unknown(
    file: str, path: KeyPath, table: Mapping[str, object], known: Iterable[str]
) -> Iterator[Problem]:
    words = tuple(known)
    for key in table:
        if key not in words:
            yield Problem(
                code="unknown-key", file=file, path=(*path, key), summary="unknown key", on="key",
                detail=f"`{key}` is not a key here",
                hint=did_you_mean(key, words) or f"known here are {', '.join(words)}",
            )  # fmt: skip


def _problem(file: str, path: KeyPath, sort: tuple[str, str], detail: str, hint: str) -> Problem:
    code, summary = sort
    return Problem(code=code, file=file, path=path, summary=summary, detail=detail, hint=hint)


def _is_whole(low: int, high: int) -> Check:
    return lambda value: type(value) is int and low <= value <= high


def _is_number(low: float, high: float) -> Check:
    return lambda value: type(value) in {int, float} and low <= _float(value) <= high


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_nth(value: object) -> bool:
    numbers = value if is_array(value) else [value]
    return len(numbers) > 0 and all(type(number) is int and number > 0 for number in numbers)


def _is_retry_after(value: object) -> bool:
    return _is_text(value) or type(value) in {int, float}


_EVERYWHERE: Final = ("route", "chance", "nth", "times")
_CHECKS: Final[Mapping[str, tuple[Check, str]]] = {
    "route": (_is_text, "a method and a path, as `POST /images` or `GET /results/*`"),
    "chance": (_is_number(0, 1), "a number from 0 to 1"),
    "nth": (_is_nth, "a whole number from 1, or a list of them"),
    "times": (_is_whole(0, 1_000_000), "a whole number"),
    "seconds": (_is_number(0, _LONGEST), "a number of seconds, a day at most"),
    "status": (_is_whole(200, 599), "an HTTP status"),
    "word": (_is_text, "a text"),
    "to": (_is_text, "a URL"),
    "retry_after": (_is_retry_after, "seconds, a text, or `date+5` for a date 5 seconds ahead"),
    "bytes": (_is_whole(0, _MOST_BYTES), "a whole number of bytes"),
}
