"""Starting: a small project that builds at once, or a copy of one of the examples."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.examples import example_files, example_names
from assetforge.adapters.new_files import NewFiles
from assetforge.app.project import MANIFEST
from assetforge.core.diagnostics import did_you_mean
from assetforge.core.errors import UsageError
from assetforge.manifest.schema import manifest_schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCHEMA: Final = "schema/assets.schema.json"
OUTPUTS: Final = "assets"  # as the template and the examples name it
STATE_LINE: Final = "/.assetforge/"
OUTPUTS_LINE: Final = f"/{OUTPUTS}/"  # outputs come back from the store, free
# Shown in reviews: what a lock says is placed without anybody paying for it, or looking at it.
ATTRIBUTES: Final = ("/assets.lock text eol=lf linguist-generated=false",)
TEMPLATE: Final = """\
#:schema ./schema/assets.schema.json
version = 1

[project]
name = {name}
output = "assets"

[vars]
product = "glass bottle"

# Everything below is drawn here by the studio provider: free, and without any account.
# Change `provider` to a paid one later; `assetforge plan` says what that would cost.
[defaults]
provider = "studio"

[image.hero]
prompt = "Studio photo of a {{{{product}}}} on wet marble, morning light"
size = "1600x900"

[edit.hero-evening]
from = "hero"
prompt = "The same scene at sunset, warmer and a little darker"

[derive.hero-thumb]
from = "hero-evening"
width = 640
format = "webp"
"""

_OCCUPIED: Final = (
    f"`{OUTPUTS}/` holds files already, so .gitignore does not name it: what is built there shows "
    "up in git."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What was written, relative to the project's folder, and what a person should know of it."""

    files: tuple[str, ...]
    note: str = ""


def start_project(folder: str, example: str | None) -> Started:
    """Write a project into a folder, or nothing at all where something is in the way.

    Raises:
        UsageError: a file that it would write is there already, or there is no such example.
        StorageError: the disk refused.
    """
    place = NewFiles(folder)
    files = _files(Path(folder), example)
    has_outputs = place.is_occupied(OUTPUTS)
    lists = {
        ".gitignore": (STATE_LINE,) if has_outputs else (STATE_LINE, OUTPUTS_LINE),
        ".gitattributes": ATTRIBUTES,
    }
    _refuse_to_overwrite(place, files, tuple(lists))
    added = [name for name, lines in lists.items() if place.add_lines(name, lines)]
    for name, data in files.items():
        place.write(name, data)
    is_shown = has_outputs and place.missing_lines(".gitignore", (OUTPUTS_LINE,))
    return Started(files=tuple(sorted((*files, *added))), note=_OCCUPIED if is_shown else "")


def is_begun(folder: str) -> bool:
    """Say whether a project is in a folder already."""
    return NewFiles(folder).is_occupied(MANIFEST)


def _files(root: Path, example: str | None) -> dict[str, bytes]:
    """Gather what is to be written; the manifest last, so that it never stands there alone."""
    files = dict(_example(example)) if example else {MANIFEST: _template(root)}
    for name in (".gitignore", ".gitattributes"):
        files.pop(name, None)
    text = json.dumps(manifest_schema(), indent=2, ensure_ascii=False) + "\n"
    files[SCHEMA] = text.encode()
    files[MANIFEST] = files.pop(MANIFEST)
    return files


def _refuse_to_overwrite(place: NewFiles, files: Mapping[str, bytes], lists: Sequence[str]) -> None:
    if place.is_occupied(MANIFEST) and place.list_obstacle(MANIFEST) is None:
        raise _begun_already()
    obstacles = [place.obstacle(name, data) for name, data in files.items()]
    obstacles += [place.list_obstacle(name) for name in lists]
    for obstacle in obstacles:
        if obstacle is not None:
            raise _there_already(obstacle)


def _template(root: Path) -> bytes:
    name = json.dumps(root.absolute().name or "project", ensure_ascii=False)
    return TEMPLATE.format(name=name).encode()


def _example(name: str) -> Mapping[str, bytes]:
    if name not in example_names():
        raise _no_example(name)
    # In the checkout the schema lies two folders further up than in a project of one's own.
    return {
        path: data.replace(b"#:schema ../../", b"#:schema ./", 1)
        if path.endswith(".toml")
        else data
        for path, data in example_files(name).items()
    }


def _begun_already() -> UsageError:
    return UsageError(
        f"`{MANIFEST}` is here already, and it stays as it is",
        next_step="Run `assetforge plan` to see what it would build, or begin in another folder.",
    )


def _there_already(name: str) -> UsageError:
    return UsageError(
        f"`{name}` is here already, and it stays as it is",
        next_step="Move it elsewhere, or begin in another folder.",
    )


def _no_example(name: str) -> UsageError:
    near = did_you_mean(name, example_names())
    return UsageError(
        f"there is no example called `{name}`",
        next_step=near.capitalize() or f"Known are {', '.join(example_names())}.",
    )
