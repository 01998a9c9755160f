from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.media import JPEG, MP4, PNG, WEBP
from assetforge.lock.model import Entry, Lock
from assetforge.plan.fingerprint import transcode_key
from assetforge.plan.output import (
    Target,
    entries_by_key,
    expected_path,
    is_ours,
    output_path,
    owners_of,
    target,
)
from tests.fakes.disk import Disk, blob_of, picture
from tests.fakes.ports import MemoryFacts
from tests.unit.lock.samples import made_of
from tests.unit.ui.samples import ask, asset

if TYPE_CHECKING:
    from assetforge.core.names import Kind

HERO = asset("hero")
MADE = replace(made_of("hero"), result=blob_of(picture("hero")))
CONVERTED = replace(blob_of(picture("smaller")), media=replace(MADE.result.media, type=WEBP))


def facts(disk: Disk | None = None) -> MemoryFacts:
    return MemoryFacts(disk or Disk(), {})


def test_without_an_extension_the_bytes_say_it() -> None:
    assert output_path(HERO, PNG) == "assets/hero.png"
    assert output_path(HERO, JPEG) == "assets/hero.jpg"


def test_a_declared_extension_stays() -> None:
    assert output_path(replace(HERO, extension=".jpeg"), PNG) == "assets/hero.jpeg"


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("image", {}, "assets/hero.png"),
        ("video", {}, "assets/hero.mp4"),
        ("video", {"media_type": WEBP}, "assets/hero.webp"),
        ("video", {"media_type": "film/odd"}, "assets/hero.mp4"),
        ("derive", {"format": "webp"}, "assets/hero.webp"),
        ("derive", {"format": "JPEG"}, "assets/hero.jpg"),
    ],
)
def test_a_plan_expects_what_a_provider_says_or_is_usual(
    kind: Kind, words: dict[str, str], expected: str
) -> None:
    asked = ask("hero", kind, "studio", **words)

    assert expected_path(asset("hero", kind=kind), asked, None) == expected


def test_what_was_there_before_is_expected_again_unless_it_moved() -> None:
    before = Entry(made=MADE, output="assets/hero.jpg")

    assert expected_path(HERO, ask("hero"), before) == "assets/hero.jpg"
    asked = ask("hero", "derive", "local", format="webp")
    assert expected_path(HERO, asked, before) == "assets/hero.webp"
    moved = replace(HERO, stem="assets/held")
    assert expected_path(moved, ask("hero"), before) == "assets/held.png"
    declared = replace(HERO, extension=".webp")
    assert expected_path(declared, ask("hero"), before) == "assets/hero.webp"


def test_a_result_of_the_right_type_is_its_own_file() -> None:
    found = target(HERO, MADE, None, facts())

    assert found == Target(path="assets/hero.png", file=MADE.result)


def test_another_extension_asks_for_a_conversion() -> None:
    webp = replace(HERO, extension=".webp")

    assert target(webp, MADE, None, facts()) == Target(
        path="assets/hero.webp", file=None, converts_to=WEBP
    )


def test_a_conversion_is_known_from_the_lock_or_the_store() -> None:
    webp, disk = replace(HERO, extension=".webp"), Disk()
    locked = Entry(made=MADE, output="assets/hero.webp", transcoded=CONVERTED)
    key = transcode_key(MADE.result.digest, WEBP)
    disk.records[key] = replace(MADE, key=key, result=CONVERTED)

    assert target(webp, MADE, locked, facts()).file == CONVERTED
    assert target(webp, MADE, None, facts(disk)).file == CONVERTED


def test_a_conversion_of_an_older_result_is_none_of_this_one() -> None:
    webp = replace(HERO, extension=".webp")
    other = replace(MADE, result=blob_of(picture("older")))
    locked = Entry(made=other, output="assets/hero.webp", transcoded=CONVERTED)

    assert target(webp, MADE, locked, facts()).file is None


def test_ours_is_what_belongs_there_and_what_lock_or_store_know() -> None:
    disk, goal = Disk(), Target(path="assets/hero.png", file=MADE.result)
    entry = Entry(made=replace(MADE, result=CONVERTED), output="assets/beach.webp")
    owners = owners_of(Lock(entries={"beach": entry}))
    stranger = blob_of(picture("by hand")).digest

    assert is_ours(MADE.result.digest, goal, {}, facts())
    assert is_ours(CONVERTED.digest, goal, owners, facts())
    assert not is_ours(stranger, goal, owners, facts(disk))
    disk.blobs[stranger] = picture("by hand")
    assert is_ours(stranger, goal, owners, facts(disk))


def test_both_result_and_converted_file_have_an_owner() -> None:
    entry = Entry(made=MADE, output="assets/hero.webp", transcoded=CONVERTED)

    owners = owners_of(Lock(entries={"hero": entry}))

    assert owners == {MADE.result.digest: entry, CONVERTED.digest: entry}


def test_of_two_who_have_the_same_the_one_counts_whose_file_is_the_result_itself() -> None:
    converted = Entry(made=MADE, output="assets/a.webp", transcoded=CONVERTED)
    plain = Entry(made=MADE, output="assets/b.png")

    for entries in ({"a": converted, "b": plain}, {"b": converted, "a": plain}):
        assert entries_by_key(Lock(entries=entries)) == {MADE.key: plain}


def test_a_film_is_expected_as_such() -> None:
    assert output_path(asset("clip", kind="video"), MP4) == "assets/clip.mp4"
