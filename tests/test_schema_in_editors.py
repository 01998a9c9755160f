"""The engine behind editors says each planted mistake once, and nothing of what is sound."""

from __future__ import annotations

import os
import re
import subprocess
import sysconfig
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.manifests.mistakes import MISTAKES
from tests.manifests.sound import SOUND

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "schema" / "assets.schema.json"
TOMBI = Path(sysconfig.get_path("scripts"), "tombi")
ERROR = re.compile(r"^\s*Error: .*\n\s*at (?P<file>.*\.toml):\d+:\d+$", re.MULTILINE)

EXAMPLES = sorted(
    path for path in (ROOT / "examples").rglob("*.toml") if ".assetforge" not in path.parts
)


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    folder = tmp_path_factory.mktemp("manifests")
    for name, text in [*MISTAKES.items(), *SOUND.items()]:
        (folder / file_of(name)).write_text(f"#:schema {SCHEMA.as_uri()}\n{text}", encoding="utf-8")

    return errors_of(sorted(folder.iterdir()), folder)


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_is_one_error(errors: Counter[str], name: str) -> None:
    assert errors[file_of(name)] == 1


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_has_none(errors: Counter[str], name: str) -> None:
    assert errors[file_of(name)] == 0


def test_every_file_of_the_examples_names_the_schema_and_keeps_to_it() -> None:
    named = {path for path in EXAMPLES if schema_named_in(path) == SCHEMA}

    errors = errors_of(EXAMPLES, ROOT)

    assert named == set(EXAMPLES)
    assert errors == Counter()


def file_of(name: str) -> str:
    return f"{re.sub('[^a-z]+', '-', name)}.toml"


def schema_named_in(path: Path) -> Path:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    return (path.parent / first.removeprefix("#:schema ")).resolve()


def errors_of(files: Iterable[Path], folder: Path) -> Counter[str]:
    """Count the errors of each file, by its path relative to the folder."""
    names = [str(path.relative_to(folder)) for path in files]
    done = subprocess.run(
        [TOMBI, "lint", "--offline", *names],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr

    assert re.search(r"^\d+ files? (linted|failed)", said, re.MULTILINE), said
    return Counter(match["file"] for match in ERROR.finditer(said))
