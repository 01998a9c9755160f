"""Starting: a small project that builds at once, or a copy of one of the examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.examples import example_files, example_names
from assetforge.adapters.files import write_atomically
from assetforge.core.diagnostics import did_you_mean
from assetforge.core.errors import UsageError
from assetforge.manifest.schema import manifest_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST: Final = "assets.toml"
SCHEMA: Final = "schema/assets.schema.json"
IGNORED: Final = ("/.assetforge/", "/assets/")  # outputs come back from the store, free
ATTRIBUTES: Final = ("/assets.lock text eol=lf linguist-generated=true",)
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


def start_project(folder: str, example: str | None) -> tuple[str, ...]:
    """Write a project into a folder; return the files written, relative to it.

    Raises:
        UsageError: a file that it would write is there already, or there is no such example.
    """
    root = Path(folder)
    files = dict(_example(example)) if example else {MANIFEST: _template(root)}
    lists = {".gitignore": IGNORED, ".gitattributes": ATTRIBUTES}
    for name in lists:
        files.pop(name, None)
    _refuse_to_overwrite(root, files)
    text = json.dumps(manifest_schema(), indent=2, ensure_ascii=False) + "\n"
    files[SCHEMA] = text.encode()
    for name, data in files.items():
        write_atomically(root / name, data)
    added = [name for name, lines in lists.items() if _add_lines(root / name, lines)]
    return tuple(sorted((*files, *added)))


def _refuse_to_overwrite(root: Path, files: Mapping[str, bytes]) -> None:
    there = [name for name in (MANIFEST, *files) if (root / name).exists()]
    if there:
        raise _there_already(there[0])


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


def _add_lines(path: Path, lines: tuple[str, ...]) -> bool:
    """Add lines that a file lacks, and say whether any did; what a person wrote there stays."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    missing = [line for line in lines if line not in text.splitlines()]
    if not missing:
        return False
    start = text if not text or text.endswith("\n") else f"{text}\n"
    write_atomically(path, (start + "\n".join(missing) + "\n").encode())
    return True


def _there_already(name: str) -> UsageError:
    way_out = "Begin in another folder."
    if name == MANIFEST:
        way_out = "Run `assetforge plan` to see what it would build, or begin in another folder."
    return UsageError(f"`{name}` is here already, and it stays as it is", next_step=way_out)


def _no_example(name: str) -> UsageError:
    near = did_you_mean(name, example_names())
    return UsageError(
        f"there is no example called `{name}`",
        next_step=near.capitalize() or f"Known are {', '.join(example_names())}.",
    )
