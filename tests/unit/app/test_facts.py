"""Facts: what lies on the disk, looked at when it is asked for."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assetforge.adapters.outputs import Outputs
from assetforge.adapters.project_files import RefusedFileError
from assetforge.adapters.store import FileStore
from assetforge.app.facts import DiskFacts, SourceLook
from assetforge.app.memo import Memo
from assetforge.app.reading import read_lock
from assetforge.core.digest import digest_bytes
from tests.unit.app.projects import built, paint, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.app.project import Project


@pytest.fixture
def facts(project: Project) -> DiskFacts:
    store = FileStore(project.store, read_only=True)
    return DiskFacts(store, Outputs(project.outputs), ({}, Memo()), lambda _: None)


@pytest.fixture
def look(project: Project) -> Iterator[SourceLook]:
    with closing(SourceLook(project.root, Outputs(project.root), Memo())) as made:
        yield made


def test_an_output_is_told_by_its_bytes_and_its_absence_too(
    facts: DiskFacts, project: Project
) -> None:
    write(project, "bytes", "assets/lamp.png")

    assert facts.output("assets/lamp.png") == digest_bytes(b"bytes")
    assert facts.output("assets/nothing.png") is None
    assert facts.noted("assets/nothing.png") is None


def test_an_output_that_changes_meanwhile_is_read_again(facts: DiskFacts, project: Project) -> None:
    write(project, "bytes", "assets/lamp.png")
    facts.output("assets/lamp.png")
    write(project, "other bytes", "assets/lamp.png")

    assert facts.output("assets/lamp.png") == digest_bytes(b"other bytes")


def test_the_store_is_asked_by_key_and_by_content(facts: DiskFacts, project: Project) -> None:
    built(project)
    made = read_lock(project).entries["lamp"].made

    assert facts.made(made.key) == made
    assert facts.made(digest_bytes(b"nobody")) is None
    assert facts.holds(made.result.digest)
    assert not facts.holds(digest_bytes(b"nobody"))


def test_a_source_is_known_by_what_it_really_is(look: SourceLook, project: Project) -> None:
    paint(project, "logo.png")

    blob = look.look("logo.png")

    assert (blob.media.type, blob.media.width, blob.media.height) == ("image/png", 24, 16)
    assert blob.digest == digest_bytes(Path(project.root, "logo.png").read_bytes())
    assert set(look.noted) == {"logo.png"}


def test_a_noted_source_is_not_decoded_again(look: SourceLook, project: Project) -> None:
    paint(project, "logo.png")
    blob = look.look("logo.png")

    again = SourceLook(project.root, Outputs(project.root), Memo(sources=look.noted))

    assert again.look("logo.png") == blob
    assert again.noted == look.noted


@pytest.mark.parametrize(
    ("name", "reason"), [("gone.png", "is not there"), ("text.png", "cannot be used: ")]
)
def test_a_source_that_cannot_be_used_is_refused(
    name: str, reason: str, look: SourceLook, project: Project
) -> None:
    write(project, "no picture", "text.png")

    with pytest.raises(RefusedFileError) as refused:
        look.look(name)

    assert refused.value.reason.startswith(reason)


def test_a_source_whose_extension_lies_is_refused(look: SourceLook, project: Project) -> None:
    paint(project, "logo.png")
    Path(project.root, "logo.png").rename(Path(project.root, "logo.jpg"))

    with pytest.raises(RefusedFileError) as refused:
        look.look("logo.jpg")

    assert refused.value.reason == "holds image/png, which is not what its extension says"


def test_a_source_that_takes_much_is_decoded_elsewhere(look: SourceLook, project: Project) -> None:
    Image.new("1", (6000, 5000)).save(Path(project.root, "poster.png"))

    blob = look.look("poster.png")

    assert (blob.media.width, blob.media.height) == (6000, 5000)


def test_a_bomb_among_the_sources_is_refused(look: SourceLook, project: Project) -> None:
    size = (8001 - 1).to_bytes(3, "little")
    data = b"RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0" + size * 2
    Path(project.root, "bomb.webp").write_bytes(data)

    with pytest.raises(RefusedFileError) as refused:
        look.look("bomb.webp")

    assert "claims 8001x8001 pixels; more than 64,000,000" in refused.value.reason
