from __future__ import annotations

import pytest

from tests.unit.manifest.samples import declared


@pytest.mark.parametrize(
    ("value", "sources"),
    [
        ('"hero"', ("hero",)),
        ('["hero", "logo", "hero"]', ("hero", "logo", "hero")),
        ('["hero", 3]', ("hero",)),
        ("3", ()),
        ("[]", ()),
    ],
)
def test_inputs_are_the_texts_in_from(value: str, sources: tuple[str, ...]) -> None:
    asset = declared(f"[edit.night]\nfrom = {value}\n")["night"]

    assert asset.sources() == sources


def test_without_from_there_are_no_inputs() -> None:
    assert declared("[image.hero]\n")["hero"].sources() == ()


def test_of_too_long_a_list_only_the_beginning_counts() -> None:
    asset = declared(f"[edit.night]\nfrom = {['hero'] * 1_000}\n")["night"]

    assert len(asset.sources()) == 100
