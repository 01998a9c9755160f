"""Leaving: what a person or a program gets to see holds no key that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters import known_keys
from assetforge.adapters.known_keys import know
from assetforge.app.leaving import leaving
from assetforge.core.secret import Secret

if TYPE_CHECKING:
    import pytest


def test_no_key_that_is_known_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_keys, "_KNOWN", {})
    know(Secret("canary-of-the-door"))

    assert leaving("bad key canary-of-the-door; try again") == "bad key ***; try again"


def test_nothing_leaves_that_looks_like_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_keys, "_KNOWN", {})

    assert leaving("a vase, ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8") == "a vase, ***"
