"""Blessings in the lock and in a record: why, and what a result was really made for."""

from __future__ import annotations

from dataclasses import replace

import pytest
import tomli

from assetforge.core.digest import digest_bytes
from assetforge.lock.codec import decode_lock, encode_lock
from assetforge.lock.codec_fields import DecodeError
from assetforge.lock.codec_record import decode_record, encode_record
from assetforge.lock.model import Blessing, Lock
from tests.unit.lock.samples import entry_of, lock_of, made_of

ORIGIN = made_of("hero-before")
BLESSING = Blessing(
    reasons=("a typo", "a comma"), key=ORIGIN.key, key_schema=1, model="flux2",
    request={"prompt": "a sketch of hero"}, inputs=ORIGIN.inputs,
)  # fmt: skip
BLESSED = replace(made_of("hero"), blessing=BLESSING)
LOCK = lock_of("logo").recording({"hero": replace(entry_of("hero"), made=BLESSED)})
TABLE = f"""\
[asset.hero.made_from]
inputs = [
    "logo content {digest_bytes(b"logo")}",
]
key = "{ORIGIN.key}"
key_schema = 1
model = "flux2"
result = "{BLESSED.result.digest}"

[asset.hero.made_from.request]
prompt = "a sketch of hero"
"""


def test_a_reviewer_sees_why_and_what_it_was_made_for() -> None:
    text = encode_lock(LOCK).decode()

    assert 'blessed = [\n    "a typo",\n    "a comma",\n]\n' in text
    assert TABLE in text


def test_only_a_lock_with_a_blessing_needs_the_revision_that_brought_them() -> None:
    text = encode_lock(LOCK).decode()

    assert "revision = 2\n" in text
    assert decode_lock(tomli.loads(text), "assets.lock") == replace(LOCK, revision=2)
    assert "revision = 0\n" in encode_lock(LOCK.without(frozenset({"hero"}))).decode()


def test_a_record_has_it_too_for_other_checkouts() -> None:
    assert decode_record(encode_record(BLESSED), "record") == BLESSED


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('"a typo"', "1", ("asset", "hero", "blessed")),
        ('    "a typo",\n    "a comma",\n', "", ("asset", "hero", "blessed")),
        ("blessed = [", "bless = [", ("asset", "hero")),
        ("[asset.hero.made_from]", "[asset.hero.made]", ("asset", "hero", "made_from")),
        ("key_schema = 1\nmodel", "key_schema = 0\nmodel",
         ("asset", "hero", "made_from", "key_schema")),
    ],
)  # fmt: skip
def test_half_a_blessing_is_none(old: str, new: str, path: tuple[str, ...]) -> None:
    text = encode_lock(Lock(entries={"hero": LOCK.entries["hero"]})).decode()
    assert old in text

    with pytest.raises(DecodeError) as caught:
        decode_lock(tomli.loads(text.replace(old, new)), "assets.lock")

    assert path in [problem.path[: len(path)] for problem in caught.value.problems]


def test_a_blessing_that_was_said_of_another_result_is_no_lock() -> None:
    text = encode_lock(LOCK).decode()
    mixed = text.replace(f'digest = "{BLESSED.result.digest}"', f'digest = "{digest_bytes(b"b")}"')
    assert mixed != text

    with pytest.raises(DecodeError) as caught:
        decode_lock(tomli.loads(mixed), "assets.lock")

    (problem,) = caught.value.problems
    assert problem.path == ("asset", "hero", "made_from", "result")
    assert "another result" in problem.detail
    assert "assetforge lock --resolve" in problem.hint


def test_a_blessing_that_does_not_say_of_which_result_was_written_before_and_counts() -> None:
    text = encode_lock(LOCK).decode()
    older = text.replace(f'result = "{BLESSED.result.digest}"\n', "", 1)
    assert older != text

    read = decode_lock(tomli.loads(older), "assets.lock")

    assert read.entries == LOCK.entries
    assert encode_lock(read).decode() == text
