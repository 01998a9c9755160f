from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tomli
from PIL import Image

from assetforge.core.capabilities import Capabilities
from assetforge.core.names import KINDS
from assetforge.graph.build import build_graph
from assetforge.manifest.document import Document, included
from assetforge.manifest.expand import expand
from assetforge.manifest.parse import parse_manifest
from assetforge.manifest.schema import manifest_schema
from assetforge.manifest.settle import Given
from tests.schema_errors import schema_errors

if TYPE_CHECKING:
    from assetforge.manifest.model import Asset, Manifest

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = ("game-sprites", "quickstart", "spring-launch")
MADE = frozenset(KINDS) - {"source"}
LARGEST_SOURCE = 60_000  # bytes; a clone brings every example along


def documents_of(name: str) -> list[Document]:
    folder = EXAMPLES / name
    files = [folder / "assets.toml"]
    for pattern in included(document(folder, files[0])):
        files += sorted(folder.glob(pattern))
    return [document(folder, path) for path in files]


def document(folder: Path, path: Path) -> Document:
    text = path.read_text(encoding="utf-8")
    return Document(file=path.relative_to(folder).as_posix(), text=text, tables=tomli.loads(text))


def manifest_of(name: str) -> Manifest:
    """Parse an example; its own folder holds the prompts, the studio takes everything."""
    documents = documents_of(name)
    expansion = expand(documents)
    prompts = {
        path: (EXAMPLES / name / path).read_text(encoding="utf-8")
        for path in expansion.prompt_files
    }
    providers = {
        "studio": Capabilities(provider="studio", kinds=MADE - {"derive"}, is_open=True),
        "local": Capabilities(provider="local", kinds=frozenset({"derive"}), is_open=True),
    }
    return parse_manifest(documents, expansion, Given(prompts=prompts, refused={}), providers)


def kinds_in(name: str) -> Counter[str]:
    return Counter(asset.kind for asset in manifest_of(name).assets.values())


def test_each_folder_is_listed_here() -> None:
    assert tuple(sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_sound_and_free_of_warnings(name: str) -> None:
    manifest = manifest_of(name)

    assert manifest.name == name
    assert manifest.warnings == ()
    assert set(build_graph(manifest).order) == set(manifest.assets)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_needs_no_paid_provider(name: str) -> None:
    providers = {asset.provider for asset in manifest_of(name).assets.values()}

    assert providers <= {"", "studio", "local"}


@pytest.mark.parametrize("name", NAMES)
def test_every_output_lies_in_the_folder_that_git_ignores(name: str) -> None:
    made = [asset for asset in manifest_of(name).assets.values() if asset.kind != "source"]
    ignored = (EXAMPLES / name / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert all(asset.stem.startswith("assets/") for asset in made)
    assert {"/assets/", "/.assetforge/"} <= set(ignored)
    assert not any("assets.lock" in line for line in ignored if not line.startswith("#"))


@pytest.mark.parametrize("name", NAMES)
def test_no_schema_error_in_any_file(name: str) -> None:
    errors = [
        f"{document.file}: {error}"
        for document in documents_of(name)
        for error in schema_errors(manifest_schema(), document.tables)
    ]

    assert errors == []


@pytest.mark.parametrize("name", NAMES)
def test_every_source_opens_and_is_small(name: str) -> None:
    sources = [asset for asset in manifest_of(name).assets.values() if asset.kind == "source"]

    for source in sources:
        path = EXAMPLES / name / source.stem
        assert path.stat().st_size < LARGEST_SOURCE
        with Image.open(path) as picture:
            picture.load()


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_names_only_files_that_are_there(name: str) -> None:
    text = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")
    quoted = [word for word in text.split("`")[1::2] if "/" in word and " " not in word]

    assert [word for word in quoted if not (EXAMPLES / name / word).exists()] in ([], ["assets/"])


def test_quickstart_is_the_chain_and_a_thumbnail() -> None:
    assets = manifest_of("quickstart").assets

    assert [asset.kind for asset in assets.values()] == [
        "image", "edit", "upscale", "video", "derive",
    ]  # fmt: skip
    assert assets["bottle-film"].inputs == ("bottle-large",)
    assert assets["bottle-large"].inputs == ("bottle-sunset",)
    assert assets["bottle-sunset"].inputs == ("bottle",)


def test_spring_launch_is_a_campaign() -> None:
    assets = manifest_of("spring-launch").assets

    assert 40 <= len(assets) <= 50
    assert set(kinds_in("spring-launch")) == {
        "source", "image", "edit", "upscale", "video", "derive",
    }  # fmt: skip
    assert assets["banner-headline@de-9x16"].inputs == ("banner@de-9x16", "logo")
    assert "Frisch in den Tag" in str(assets["banner-headline@de-9x16"].params["prompt"])
    assert assets["hero-thumb@640"].params["width"] == 640
    assert {str(asset.params["format"]) for asset in assets.values() if asset.kind == "derive"} == {
        "jpeg", "webp", "avif",
    }  # fmt: skip


def test_game_sprites_are_many_and_follow_one_style() -> None:
    manifest = manifest_of("game-sprites")
    styled = [
        asset for asset in manifest.assets.values() if "16-bit" in str(asset.params.get("prompt"))
    ]

    assert 60 <= len(manifest.assets) <= 120
    assert {asset.name for asset in styled} == {"character", "action"}
    assert {str(asset.params["width"]) for asset in of_name(manifest, "icon")} == {"32", "64"}


def of_name(manifest: Manifest, name: str) -> list[Asset]:
    return [asset for asset in manifest.assets.values() if asset.name == name]
