from __future__ import annotations

from dataclasses import fields

import pytest

from assetforge.ui.style import ANSI, PLAIN, Paint, Style

ROLES = [role.name for role in fields(Style)]


def paint_of(style: Style, role: str) -> Paint:
    paint: Paint = getattr(style, role)
    return paint


@pytest.mark.parametrize("role", ROLES)
def test_plain_leaves_every_text_as_it_is(role: str) -> None:
    assert paint_of(PLAIN, role)("text") == "text"


@pytest.mark.parametrize("role", ROLES)
def test_colour_begins_and_ends_around_the_text(role: str) -> None:
    painted = paint_of(ANSI, role)("text")

    assert painted.startswith("\x1b[")
    assert painted.endswith("mtext\x1b[0m")


@pytest.mark.parametrize("role", ROLES)
def test_an_empty_text_has_no_colour(role: str) -> None:
    assert paint_of(ANSI, role)("") == ""
