"""Who wrote the lines that cause something, as far as git knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.adapters.git_blame import Authored, blame, last_change
from assetforge.core.errors import AssetforgeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assetforge.adapters.git_repository import Repository
    from assetforge.report.diff_model import Line

MOST_LINES: Final = 200  # that git is asked about; the dearest changes come first
MOST_FILES: Final = 50


def with_authors(repository: Repository | None, lines: Sequence[Line]) -> list[Line]:
    """Say of the first lines who wrote them; where git fails, nobody is named."""
    if repository is None:
        return list(lines)
    asked = lines[:MOST_LINES]
    files = list(dict.fromkeys(line.file for line in asked))[:MOST_FILES]
    known = {file: _authored(repository, file, asked) for file in files}
    return [_with_author(line, known.get(line.file, {})) for line in lines]


def _authored(
    repository: Repository, file: str, lines: Iterable[Line]
) -> Mapping[int | None, Authored]:
    numbers = {line.line for line in lines if line.file == file}
    wanted = {number for number in numbers if number is not None}
    try:
        found = blame(repository, file, wanted) if wanted else {}
        whole = last_change(repository, file) if None in numbers else None
    except AssetforgeError:  # too slow, say: what a change costs is known without it
        return {}
    return dict(_places(found, whole))


def _places(
    found: Mapping[int, Authored], whole: Authored | None
) -> Iterator[tuple[int | None, Authored]]:
    yield from found.items()
    if whole is not None:
        yield None, whole


def _with_author(line: Line, known: Mapping[int | None, Authored]) -> Line:
    found = known.get(line.line)
    if found is None:
        return line
    is_committed = found.commit is not None
    return replace(line, commit=found.commit, author=found.author, is_committed=is_committed)
