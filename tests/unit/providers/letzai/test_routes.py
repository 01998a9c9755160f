from __future__ import annotations

import pytest

from assetforge.core.errors import MakingError
from assetforge.core.names import KINDS, Kind
from assetforge.providers.instruction import Job
from assetforge.providers.letzai.routes import (
    KIND_OF,
    as_uuid,
    path_of,
    route_for,
    routes_of,
    token_field_of,
)
from tests.unit.providers.letzai.talking import uuid

NOT_MADE: frozenset[Kind] = frozenset({"source", "derive"})
MADE: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind not in NOT_MADE)


def test_the_current_dialect_has_no_route_for_video_edits() -> None:
    routes = {kind: route_for(kind, "current") for kind in MADE}

    assert routes == {
        "image": "/images", "edit": "/image-edits", "upscale": "/upscale", "video": "/videos",
        "video-edit": None,
    }  # fmt: skip


def test_the_older_dialect_has_a_route_for_every_kind() -> None:
    routes = {kind: route_for(kind, "older") for kind in MADE}

    assert routes == {
        "image": "/images", "edit": "/image-edits", "upscale": "/upscales", "video": "/videos",
        "video-edit": "/video-edits",
    }  # fmt: skip


def test_an_upscale_may_be_on_either_route_the_dialects_first() -> None:
    assert routes_of("upscale", "current") == ("/upscale", "/upscales")
    assert routes_of("upscale", "older") == ("/upscales", "/upscale")
    assert routes_of("image", "older") == ("/images",)
    assert routes_of("video-edit", "current") == ()


def test_only_the_older_upscales_know_no_webhook() -> None:
    deaf = {route for route in KIND_OF if token_field_of(route) is None}

    assert deaf == {"/upscales"}


@pytest.mark.parametrize(
    ("value", "is_id"),
    [
        (uuid(1), True),
        ("ABCDEFAB-0000-4000-8000-000000000001", True),
        (uuid(1) + "\n", False),
        (uuid(1) + "/..", False),
        ("../users/me", False),
        ("img_abc123xyz", False),
        ("", False),
        (None, False),
        (7, False),
        ([uuid(1)], False),
    ],
)
def test_only_a_uuid_is_an_id(value: object, is_id: bool) -> None:
    assert (as_uuid(value) is not None) is is_id


def test_a_path_is_written_for_a_job_of_letzai_only() -> None:
    assert path_of(Job(id=uuid(1), route="/videos")) == f"/videos/{uuid(1)}"


@pytest.mark.parametrize(
    "job", [Job(id="../users/me", route="/images"), Job(id=uuid(1), route="/users")]
)
def test_a_path_is_refused_for_anything_else(job: Job) -> None:
    with pytest.raises(MakingError, match="is no job of LetzAI"):
        path_of(job)
