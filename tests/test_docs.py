"""The documents say what is true: their commands run, their pages are current, their links lead."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import assetforge
from assetforge.cli.main import COMMANDS
from tests.command_line import World
from tests.update import GENERATED

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parent.parent
PAGES: Final = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *ROOT.glob(".github/*.md"))
)
# Words of the design that later parts bring; a document may name what is to come.
TO_COME: Final[frozenset[str]] = frozenset()


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(name), re.DOTALL | re.MULTILINE)


def spoken_commands(text: str) -> Iterator[str]:
    for words in re.findall(
        r"`assetforge ([^`\n]+)`|^(?:\$ )?assetforge (.+)$", text, re.MULTILINE
    ):
        first = next((word for word in "".join(words).split() if word[0].isalpha()), "")
        if first and not first.isupper():
            yield first


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_file_is_current(name: str) -> None:
    assert text_of(name) == GENERATED[name](), "run `python -m tests.update` and look at the change"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_only_commands_that_exist(name: str) -> None:
    unknown = {word for word in spoken_commands(text_of(name)) if word not in COMMANDS}

    assert unknown <= TO_COME


@pytest.mark.parametrize("name", PAGES)
def test_the_links_of_a_page_lead_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text_of(name))

    assert [link for link in links if not (folder / link).exists()] == []


def test_the_readme_walks_through_ten_minutes_that_work(tmp_path: Path) -> None:
    world = World(tmp_path)
    (world.project / "my-campaign").mkdir(parents=True)
    first, second = blocks("README.md", "sh")[2:4]
    lines = [line for line in (first + second).splitlines() if line.startswith("assetforge")]
    ended = [
        world.run("-C", "my-campaign", *shlex.split(line, comments=True)[1:]) for line in lines
    ]

    assert [one.code for one in ended] == [0] * len(lines)
    assert "Nothing to do" in ended[3].err


def test_the_manifest_of_the_readme_is_valid(tmp_path: Path) -> None:
    world = World(tmp_path)
    brand = world.project / "brand"
    brand.mkdir(parents=True)
    shutil.copy(ROOT / "examples" / "spring-launch" / "brand" / "logo.png", brand)
    (manifest,) = blocks("README.md", "toml")
    (world.project / "assets.toml").write_text(manifest, encoding="utf-8")

    ended = world.run("check")

    assert (ended.code, ended.err) == (0, "9 assets in assets.toml are valid.\n")


def test_the_public_names_are_sorted_and_can_be_loaded() -> None:
    names = assetforge.__all__

    assert names == sorted(names)
    assert all(getattr(assetforge, name) is not None for name in names)
    assert dir(assetforge) == names


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        getattr(assetforge, "nonsense")  # noqa: B009 - a checker would refuse the plain form
