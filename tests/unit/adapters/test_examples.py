"""The examples: found in a checkout and in an installed package, without what a build left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters import examples
from assetforge.adapters.examples import example_files, example_names

if TYPE_CHECKING:
    from pathlib import Path

LEFT_BY_A_BUILD = (
    "assets/hero.png", "assets/de/hero.webp", "assets.lock", "assets.lock.rescue.toml",
    ".assetforge/memo.json", ".assetforge/.gitignore", ".assetforge-assets.lock-0123456789abcdef",
)  # fmt: skip
OF_THE_EXAMPLE = (
    ".gitignore", "README.md", "assets.toml", "brand/assets/logo.png", "campaigns/a.toml",
)  # fmt: skip


@pytest.fixture(params=["installed", "checkout"])
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """The folder of the examples of a package that lies elsewhere."""
    package = tmp_path / "assetforge"
    monkeypatch.setattr(examples, "__file__", str(package / "adapters" / "examples.py"))
    home = (package if request.param == "installed" else tmp_path) / "examples"
    for name in (*OF_THE_EXAMPLE, *LEFT_BY_A_BUILD):
        place = home / "spring" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(name.encode())
    (home / "notes").mkdir()
    return home


@pytest.mark.usefixtures("home")
def test_a_folder_with_a_manifest_is_an_example() -> None:
    assert example_names() == ("spring",)


@pytest.mark.usefixtures("home")
def test_an_example_is_its_files_without_what_a_build_left() -> None:
    assert example_files("spring") == {name: name.encode() for name in OF_THE_EXAMPLE}


def test_examples_are_listed_by_name(home: Path) -> None:
    for name in ("zebra", "autumn"):
        (home / name).mkdir()
        (home / name / "assets.toml").write_bytes(b"")

    assert example_names() == ("autumn", "spring", "zebra")


def test_each_example_of_this_package_is_whole() -> None:
    for name in example_names():
        files = example_files(name)

        assert {"assets.toml", "README.md"} <= set(files)
        assert not [path for path in files if path.startswith(("assets/", "assets.lock"))]
    assert {"quickstart", "spring-launch", "game-sprites"} <= set(example_names())
